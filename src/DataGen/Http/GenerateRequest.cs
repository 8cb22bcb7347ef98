using System.Text.Json.Serialization;

namespace Floe.DataGen.Http;

/// <summary>What <c>POST /generate</c> takes.</summary>
/// <param name="Bucket">General purpose bucket, created where it is missing; default <see cref="GenerateDefaults.Bucket"/>.</param>
/// <param name="Key">Default <see cref="GenerateDefaults.Key"/>.</param>
/// <param name="Rows">1 to 2,147,483,647; default 100.</param>
/// <param name="Seed">Any number; default 42.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record GenerateRequest(string? Bucket = null, string? Key = null, long Rows = GenerateDefaults.Rows, long Seed = GenerateDefaults.Seed);
