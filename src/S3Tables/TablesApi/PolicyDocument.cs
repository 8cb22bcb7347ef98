using System.Text.Json;
using Floe.S3Tables.Catalog;

namespace Floe.S3Tables.TablesApi;

/// <summary>The grammar of a resource policy, as far as a document can be told to be malformed without evaluating it.</summary>
internal static class PolicyDocument
{
    public static void Check(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            CheckDocument(document.RootElement);
        }
        catch (JsonException e)
        {
            throw Malformed($"it is not JSON: {e.Message}");
        }
    }

    private static void CheckDocument(JsonElement policy)
    {
        if (policy.ValueKind != JsonValueKind.Object) throw Malformed("it must be a JSON object");
        if (policy.TryGetProperty("Version", out var version) && !(IsText(version, "2012-10-17") || IsText(version, "2008-10-17")))
            throw Malformed("Version must be \"2012-10-17\" or \"2008-10-17\"");
        if (!policy.TryGetProperty("Statement", out var statement)) throw Malformed("Statement is missing");
        if (statement.ValueKind == JsonValueKind.Object) CheckStatement(statement, "Statement");
        else if (statement.ValueKind != JsonValueKind.Array || statement.GetArrayLength() == 0) throw Malformed("Statement must be an object or a list of objects");
        else foreach (var (index, item) in statement.EnumerateArray().Index()) CheckStatement(item, $"Statement[{index}]");
    }

    private static void CheckStatement(JsonElement statement, string where)
    {
        if (statement.ValueKind != JsonValueKind.Object) throw Malformed($"{where} must be an object");
        if (!statement.TryGetProperty("Effect", out var effect) || !(IsText(effect, "Allow") || IsText(effect, "Deny")))
            throw Malformed($"{where}.Effect must be \"Allow\" or \"Deny\"");
        CheckEither(statement, where, "Principal");
        CheckEither(statement, where, "Action");
        CheckEither(statement, where, "Resource");
        if (statement.TryGetProperty("Condition", out var condition) && condition.ValueKind != JsonValueKind.Object)
            throw Malformed($"{where}.Condition must be an object");
    }

    private static void CheckEither(JsonElement statement, string where, string element)
    {
        if (statement.TryGetProperty(element, out _) == statement.TryGetProperty($"Not{element}", out _))
            throw Malformed($"{where} must have either {element} or Not{element}");
    }

    private static bool IsText(JsonElement element, string text) => element.ValueKind == JsonValueKind.String && element.ValueEquals(text);

    private static CatalogException Malformed(string why) =>
        CatalogException.Invalid($"The specified resource policy is not valid. resourcePolicy: {why}.");
}
