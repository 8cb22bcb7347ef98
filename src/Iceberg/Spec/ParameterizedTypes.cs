namespace Floe.Iceberg.Spec;

/// <param name="Precision">Digits in all, 1 to 38.</param>
/// <param name="Scale">Digits after the point, 0 to <paramref name="Precision"/>.</param>
public sealed record DecimalType(int Precision, int Scale) : PrimitiveType(TypeKind.Decimal, $"decimal({Precision}, {Scale})")
{
    public const int MaxPrecision = 38;

    /// <summary>The bytes a value of this precision needs at most, the width of its Avro and Parquet fixed form.</summary>
    public int RequiredBytes
    {
        get
        {
            var max = System.Numerics.BigInteger.Pow(10, Precision) - 1;
            return max.GetByteCount(isUnsigned: false);
        }
    }
}

/// <param name="Length">Bytes of every value.</param>
public sealed record FixedType(int Length) : PrimitiveType(TypeKind.Fixed, $"fixed[{Length}]");

/// <param name="Crs">Coordinate reference system; null is the default, OGC:CRS84.</param>
public sealed record GeometryType(string? Crs = null) : PrimitiveType(TypeKind.Geometry, Crs is null ? "geometry" : $"geometry({Crs})");

/// <param name="Crs">Coordinate reference system; null is the default, OGC:CRS84.</param>
/// <param name="Algorithm">How edges between points run; null is the default, spherical.</param>
public sealed record GeographyType(string? Crs = null, string? Algorithm = null)
    : PrimitiveType(TypeKind.Geography, Crs is null ? "geography" : Algorithm is null ? $"geography({Crs})" : $"geography({Crs}, {Algorithm})");
