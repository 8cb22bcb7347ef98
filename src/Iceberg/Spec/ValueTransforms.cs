using System.Text;

namespace Floe.Iceberg.Spec;

public sealed record IdentityTransform : Transform
{
    public override bool PreservesOrder => true;

    public override bool CanTransform(IcebergType source) =>
        source.IsPrimitive && source.Kind is not (TypeKind.Variant or TypeKind.Geometry or TypeKind.Geography);

    public override IcebergType ResultType(IcebergType source) => source;

    public override object? Apply(IcebergType source, object? value) => value;

    public override string DefaultFieldName(string column) => column;

    public override string ToString() => "identity";
}

/// <summary>Always null: what remains of a dropped partition field where field positions must not move (v1).</summary>
public sealed record VoidTransform : Transform
{
    public override bool CanTransform(IcebergType source) => true;

    public override IcebergType ResultType(IcebergType source) => source;

    public override object? Apply(IcebergType source, object? value) => null;

    public override string DefaultFieldName(string column) => column + "_null";

    public override string ToString() => "void";
}

/// <param name="Width">Numbers are cut down to a multiple of it, strings to so many code points, binary to so many bytes.</param>
public sealed record TruncateTransform(int Width) : Transform
{
    public override bool PreservesOrder => true;

    public override bool CanTransform(IcebergType source) => source.Kind is TypeKind.Int or TypeKind.Long or TypeKind.Decimal or TypeKind.String or TypeKind.Binary;

    public override IcebergType ResultType(IcebergType source) => source;

    public override object? Apply(IcebergType source, object? value) => value switch
    {
        null => null,
        int i => unchecked((int)(i - FloorMath.Mod(i, Width))),
        long l => unchecked(l - FloorMath.Mod(l, Width)),
        IcebergDecimal d => d with { Unscaled = d.Unscaled - (((d.Unscaled % Width) + Width) % Width) },
        string s => CodePoints.Prefix(s, Width),
        byte[] b => b.Length <= Width ? b : b[..Width],
        _ => throw new ArgumentException($"A {source} value cannot be truncated.", nameof(value)),
    };

    public override string DefaultFieldName(string column) => column + "_trunc";

    public override string ToString() => $"truncate[{Width}]";
}

/// <param name="Buckets">Values are spread over 0 to this number less one, by their Murmur3 hash.</param>
public sealed record BucketTransform(int Buckets) : Transform
{
    public override bool CanTransform(IcebergType source) => source.Kind is
        TypeKind.Int or TypeKind.Long or TypeKind.Decimal or TypeKind.Date or TypeKind.Time or TypeKind.Timestamp or TypeKind.TimestampTz
        or TypeKind.TimestampNs or TypeKind.TimestampTzNs or TypeKind.String or TypeKind.Uuid or TypeKind.Fixed or TypeKind.Binary;

    public override IcebergType ResultType(IcebergType source) => PrimitiveType.Int;

    public override object? Apply(IcebergType source, object? value) => value is null ? null : (Hash(source, value) & int.MaxValue) % Buckets;

    /// <summary>The hash of Appendix B. Nanosecond timestamps hash as microseconds, so that a change of the type keeps the buckets.</summary>
    public static int Hash(IcebergType source, object value) => value switch
    {
        int i => Murmur3.Hash(i),
        long l when source.Kind is TypeKind.TimestampNs or TypeKind.TimestampTzNs => Murmur3.Hash(FloorMath.Div(l, 1000)),
        long l => Murmur3.Hash(l),
        IcebergDecimal d => Murmur3.Hash(d.Unscaled.ToByteArray(isUnsigned: false, isBigEndian: true)),
        string s => Murmur3.Hash(Encoding.UTF8.GetBytes(s)),
        Guid g => Murmur3.Hash(g.ToByteArray(bigEndian: true)),
        byte[] b => Murmur3.Hash(b),
        _ => throw new ArgumentException($"A {source} value has no bucket.", nameof(value)),
    };

    public override string DefaultFieldName(string column) => column + "_bucket";

    public override string ToString() => $"bucket[{Buckets}]";
}

/// <summary>A transform of a later specification. Data partitioned by it can be read, not written, and nothing can be pruned by it.</summary>
public sealed record UnknownTransform(string Text) : Transform
{
    public override bool CanTransform(IcebergType source) => true;

    public override IcebergType ResultType(IcebergType source) => PrimitiveType.String;

    public override object? Apply(IcebergType source, object? value) =>
        throw new NotSupportedException($"Transform '{Text}' is not known; tables partitioned by it can be read but not written.");

    public override string DefaultFieldName(string column) => $"{column}_{Text}";

    public override string ToString() => Text;
}
