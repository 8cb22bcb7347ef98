using System.Text.Json;
using Floe.JobService.Contracts;

namespace Floe.JobService.Api;

/// <summary>What is wrong with a body that is no JSON, and where.</summary>
internal static class JsonFault
{
    private const string Remedy = "Send a JSON object in UTF-8, each member once.";

    public static FieldError Of(JsonException error)
    {
        // Read by position: the reader's own words for an empty body are about its options.
        if (error is { LineNumber: 0, BytePositionInLine: 0 } && error.Message.Contains("any JSON tokens", StringComparison.Ordinal)) return new("$", "is empty.", Remedy);
        var place = error is { LineNumber: { } line, BytePositionInLine: { } at } ? $" at line {line + 1}, byte {at + 1}" : "";
        return new("$", $"is no valid JSON{place}: {error.Message.Split(" LineNumber:")[0]}", Remedy);
    }
}
