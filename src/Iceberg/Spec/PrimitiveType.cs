namespace Floe.Iceberg.Spec;

/// <summary>A type without inner fields.</summary>
public record PrimitiveType : IcebergType
{
    public static readonly PrimitiveType Boolean = new(TypeKind.Boolean, "boolean");
    public static readonly PrimitiveType Int = new(TypeKind.Int, "int");
    public static readonly PrimitiveType Long = new(TypeKind.Long, "long");
    public static readonly PrimitiveType Float = new(TypeKind.Float, "float");
    public static readonly PrimitiveType Double = new(TypeKind.Double, "double");
    public static readonly PrimitiveType Date = new(TypeKind.Date, "date");
    public static readonly PrimitiveType Time = new(TypeKind.Time, "time");
    public static readonly PrimitiveType Timestamp = new(TypeKind.Timestamp, "timestamp");
    public static readonly PrimitiveType TimestampTz = new(TypeKind.TimestampTz, "timestamptz");
    public static readonly PrimitiveType TimestampNs = new(TypeKind.TimestampNs, "timestamp_ns");
    public static readonly PrimitiveType TimestampTzNs = new(TypeKind.TimestampTzNs, "timestamptz_ns");
    public static readonly PrimitiveType String = new(TypeKind.String, "string");
    public static readonly PrimitiveType Uuid = new(TypeKind.Uuid, "uuid");
    public static readonly PrimitiveType Binary = new(TypeKind.Binary, "binary");
    public static readonly PrimitiveType Variant = new(TypeKind.Variant, "variant");
    public static readonly PrimitiveType Unknown = new(TypeKind.Unknown, "unknown");

    private readonly string _text;

    private protected PrimitiveType(TypeKind kind, string text)
        : base(kind) => _text = text;

    /// <summary>All types that have no parameters, by name.</summary>
    internal static IReadOnlyDictionary<string, PrimitiveType> Plain { get; } = new[]
    {
        Boolean, Int, Long, Float, Double, Date, Time, Timestamp, TimestampTz, TimestampNs, TimestampTzNs, String, Uuid, Binary, Variant, Unknown,
    }.ToDictionary(t => t._text, StringComparer.OrdinalIgnoreCase);

    public sealed override string ToString() => _text;
}
