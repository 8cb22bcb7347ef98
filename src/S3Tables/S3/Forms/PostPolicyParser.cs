using System.Globalization;
using System.Text.Json;

namespace Floe.S3Tables.S3.Forms;

/// <summary>Reads a policy from the form's field: JSON in Base64.</summary>
internal static class PostPolicyParser
{
    /// <exception cref="Floe.S3Tables.Http.ServiceException">InvalidPolicyDocument: it is not what a policy must be.</exception>
    public static PostPolicy Parse(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length)) throw PostErrors.InvalidPolicy("Policy is not valid Base64.");
        try
        {
            using var document = JsonDocument.Parse(bytes.AsMemory(0, length), new JsonDocumentOptions { AllowTrailingCommas = true });
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw PostErrors.InvalidPolicy("Invalid JSON.", e);
        }
        catch (InvalidOperationException e)
        {
            // A string that is no Unicode text.
            throw PostErrors.InvalidPolicy("Invalid JSON.", e);
        }
    }

    private static PostPolicy Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw PostErrors.InvalidPolicy("Invalid JSON.");
        if (!root.TryGetProperty("expiration", out var expiration)) throw PostErrors.InvalidPolicy("Policy missing expiration.");
        if (!root.TryGetProperty("conditions", out var conditions)) throw PostErrors.InvalidPolicy("Policy missing conditions.");
        if (conditions.ValueKind != JsonValueKind.Array) throw PostErrors.InvalidPolicy("Invalid Conditions: they must be an array.");
        return new PostPolicy(Date(expiration), [.. conditions.EnumerateArray().SelectMany(ReadCondition)]);
    }

    private static DateTimeOffset Date(JsonElement expiration) =>
        expiration.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(expiration.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : throw PostErrors.InvalidPolicy($"Invalid 'expiration' value: '{Text(expiration)}'");

    private static IEnumerable<PostCondition> ReadCondition(JsonElement condition) => condition.ValueKind switch
    {
        JsonValueKind.Object => [ReadSimple(condition)],
        JsonValueKind.Array => [ReadMatch([.. condition.EnumerateArray()])],
        _ => throw PostErrors.InvalidPolicy("Invalid Condition: it must be an object or an array."),
    };

    private static PostCondition.Equal ReadSimple(JsonElement condition)
    {
        var members = condition.EnumerateObject().ToList();
        return members is [var only]
            ? new PostCondition.Equal(only.Name, Value(only.Value))
            : throw PostErrors.InvalidPolicy("Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
    }

    private static PostCondition ReadMatch(IReadOnlyList<JsonElement> condition)
    {
        if (condition is not [{ ValueKind: JsonValueKind.String } match, var second, var third]) throw PostErrors.InvalidPolicy($"Invalid Condition: wrong number of arguments ({condition.Count}).");
        return match.GetString()!.ToLowerInvariant() switch
        {
            "eq" => new PostCondition.Equal(Field(second), Value(third)),
            "starts-with" => new PostCondition.StartsWith(Field(second), Value(third)),
            "content-length-range" => new PostCondition.LengthRange(Length(second), Length(third)),
            var other => throw PostErrors.InvalidPolicy($"Invalid Condition: unknown operation '{other}'."),
        };
    }

    private static string Field(JsonElement field) => field.ValueKind == JsonValueKind.String && field.GetString() is ['$', .. var name] && name.Length > 0
        ? name
        : throw PostErrors.InvalidPolicy($"Invalid Condition: a field must be a string that begins with '$', not {Text(field)}.");

    private static string Value(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw PostErrors.InvalidPolicy($"Invalid Condition: a value must be a string, not {Text(value)}.");

    /// <summary>A number, in quotes or not.</summary>
    private static long Length(JsonElement length) => long.TryParse(
        length.ValueKind == JsonValueKind.String ? length.GetString() : length.GetRawText(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
        ? bytes
        : throw PostErrors.InvalidPolicy($"Invalid content-length-range: {Text(length)} is not a number of bytes.");

    private static string Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
}
