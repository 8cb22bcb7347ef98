using System.Globalization;
using System.Text.Json;
using Floe.Iceberg.Json;

namespace Floe.Iceberg.Spec;

/// <summary>The JSON form of single values (specification, Appendix D), used by column defaults.</summary>
internal static class SingleValueJson
{
    public static object Read(IcebergType type, JsonCursor at) => type.Kind switch
    {
        TypeKind.Boolean => at.AsBool(),
        TypeKind.Int => at.AsInt(),
        TypeKind.Long => at.AsLong(),
        TypeKind.Float => (float)Number(at),
        TypeKind.Double => Number(at),
        TypeKind.String => at.AsString(),
        TypeKind.Uuid => at.AsGuid(),
        TypeKind.Decimal => Decimal((DecimalType)type, at),
        TypeKind.Fixed or TypeKind.Binary => at.Parse(Convert.FromHexString),
        TypeKind.Date or TypeKind.Time or TypeKind.Timestamp or TypeKind.TimestampTz or TypeKind.TimestampNs or TypeKind.TimestampTzNs =>
            at.Parse(text => TimeText.Parse(type.Kind, text)),
        // Defaults of nested columns are kept as they were written; no reader needs them taken apart.
        TypeKind.Struct or TypeKind.List or TypeKind.Map => new JsonText(at.Element.GetRawText()),
        _ => throw at.Fail($"type {type} has no values in JSON"),
    };

    public static void Write(Utf8JsonWriter json, IcebergType type, object value)
    {
        switch (value)
        {
            case bool b:
                json.WriteBooleanValue(b);
                break;
            case float f:
                json.WriteNumberValue(f);
                break;
            case double d:
                json.WriteNumberValue(d);
                break;
            case int i when type.Kind == TypeKind.Int:
                json.WriteNumberValue(i);
                break;
            case long l when type.Kind == TypeKind.Long:
                json.WriteNumberValue(l);
                break;
            case int or long:
                json.WriteStringValue(TimeText.Format(type.Kind, Convert.ToInt64(value, CultureInfo.InvariantCulture)));
                break;
            case byte[] bytes:
                json.WriteStringValue(Convert.ToHexString(bytes));
                break;
            case JsonText text:
                json.WriteRawValue(text.Json);
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    private static double Number(JsonCursor at) =>
        at.Kind == JsonValueKind.Number && at.Element.TryGetDouble(out var value) ? value : throw at.Fail("a number is expected here");

    private static IcebergDecimal Decimal(DecimalType type, JsonCursor at)
    {
        try
        {
            return at.Parse(IcebergDecimal.Parse).WithScale(type.Scale);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw at.Fail($"a {type} has {type.Scale} digits after the point");
        }
    }
}
