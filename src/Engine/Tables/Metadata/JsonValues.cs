using System.Globalization;
using System.Text.Json;
using Floe.Engine.Types;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>Values of the table format as JSON that DuckDB reads back with their types.</summary>
internal static class JsonValues
{
    /// <summary>The type DuckDB gets; bytes are shown as hexadecimal digits.</summary>
    public static string TypeOf(IcebergType type) => type.Kind switch
    {
        TypeKind.Binary or TypeKind.Fixed or TypeKind.Unknown or TypeKind.Variant or TypeKind.Geometry or TypeKind.Geography => "VARCHAR",
        _ => IcebergTypes.ToDuckDb(type).ToString()!,
    };

    public static void Write(Utf8JsonWriter writer, string name, IcebergType type, object? value)
    {
        if (value is null)
            writer.WriteNull(name);
        else if (value is byte[] bytes)
            writer.WriteString(name, Convert.ToHexString(bytes));
        else
            writer.WriteString(name, ValueText.ForCast(type, value));
    }

    public static void Number(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }

    public static void Counts(Utf8JsonWriter writer, string name, IReadOnlyDictionary<int, long>? counts)
    {
        if (counts is null)
        {
            writer.WriteNull(name);
            return;
        }
        writer.WriteStartObject(name);
        foreach (var (id, value) in counts)
            writer.WriteNumber(id.ToString(CultureInfo.InvariantCulture), value);
        writer.WriteEndObject();
    }

    public static void Bounds(Utf8JsonWriter writer, string name, IReadOnlyDictionary<int, byte[]>? bounds)
    {
        if (bounds is null)
        {
            writer.WriteNull(name);
            return;
        }
        writer.WriteStartObject(name);
        foreach (var (id, value) in bounds)
            writer.WriteString(id.ToString(CultureInfo.InvariantCulture), Convert.ToHexString(value));
        writer.WriteEndObject();
    }

    public static void List(Utf8JsonWriter writer, string name, IEnumerable<long>? values)
    {
        if (values is null)
        {
            writer.WriteNull(name);
            return;
        }
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }

    public static string Time(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
