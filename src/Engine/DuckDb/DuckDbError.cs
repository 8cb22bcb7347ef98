using System.Globalization;
using System.Text.Json;

namespace Floe.Engine.DuckDb;

/// <summary>What DuckDB says about a failed statement. The session has <c>errors_as_json</c> on, so nothing is guessed from prose.</summary>
/// <param name="Kind">DuckDB's exception type: <c>Parser</c>, <c>Binder</c>, <c>Catalog</c>, <c>Conversion</c>, <c>Out of Memory</c>...</param>
/// <param name="Message">Without LINE and caret.</param>
/// <param name="Offset">Byte offset in the UTF-8 SQL text that was sent, where DuckDB knows it.</param>
/// <param name="Subtype">For example <c>MISSING_ENTRY</c> or <c>COLUMN_NOT_FOUND</c>.</param>
/// <param name="Name">The name that was not found, where one was looked for.</param>
internal sealed record DuckDbError(string Kind, string Message, int? Offset, string? Subtype, string? Name)
{
    public static DuckDbError Parse(string exceptionMessage)
    {
        // Errors of the parser have their kind before the JSON as well.
        var start = exceptionMessage.IndexOf('{', StringComparison.Ordinal);
        if (start < 0 || !exceptionMessage.EndsWith('}'))
            return new DuckDbError("", exceptionMessage, null, null, null);
        using var document = JsonDocument.Parse(exceptionMessage.AsMemory(start));
        return Parse(document.RootElement, "exception_type", "exception_message");
    }

    /// <summary>Reads the form <c>json_serialize_sql</c> answers with.</summary>
    public static DuckDbError ParseSerialized(JsonElement answer) => Parse(answer, "error_type", "error_message");

    private static DuckDbError Parse(JsonElement json, string kind, string message) => new(
        Text(json, kind) ?? "",
        Text(json, message) ?? json.GetRawText(),
        int.TryParse(Text(json, "position"), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : null,
        Text(json, "error_subtype"),
        Text(json, "name"));

    private static string? Text(JsonElement json, string property) =>
        json.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
