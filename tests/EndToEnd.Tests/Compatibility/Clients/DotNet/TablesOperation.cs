using System.Text.Json.Nodes;
using Floe.S3Tables.Client;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

/// <summary>An operation of the service model, input and output in its terms, by Floe's S3 Tables client.</summary>
internal delegate Task<JsonObject> TablesOperation(S3TablesClient client, JsonObject input, CancellationToken token);
