using System.Text.Json;
using Floe.JobService.Contracts;

namespace Floe.JobService.Api;

/// <summary>
/// Finds text that cannot be kept: bytes and escapes that are no Unicode (half of a surrogate pair is valid JSON, RFC 8259 section 8.2), and U+0000, which PostgreSQL has no place for.
/// </summary>
internal static class JsonTextCheck
{
    public const string Remedy = "Send Unicode text in UTF-8 without U+0000.";

    public static IEnumerable<FieldError> Errors(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.String => Fault(element.GetString) is { } fault ? [new(path, fault, Remedy)] : [],
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Errors(item, $"{path}[{index}]")),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Fault(() => member.Name) is { } fault
            ? [new(path, $"has a member whose name {fault}", Remedy)]
            : Errors(member.Value, $"{path}.{member.Name}")),
        _ => [],
    };

    private static string? Fault(Func<string?> read)
    {
        try
        {
            return read()!.Contains('\0', StringComparison.Ordinal) ? "has the character U+0000." : null;
        }
        catch (InvalidOperationException)
        {
            return "is no Unicode text.";
        }
    }
}
