using DuckDB.NET.Data;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Writing;

/// <summary>Iceberg's bucket transform as DuckDB functions: DuckDB has no Murmur3 of its own.</summary>
internal static class BucketFunction
{
    public const string Name = "floe_bucket";

    private static readonly PrimitiveType Long = PrimitiveType.Long;

    public static void Register(DuckDBConnection connection)
    {
        connection.RegisterScalarFunction<long, int, int>(Name + "_number", (value, buckets) => Bucket(buckets, Long, value));
        connection.RegisterScalarFunction<string, int, int>(Name + "_string", (value, buckets) => Bucket(buckets, PrimitiveType.String, value));
        connection.RegisterScalarFunction<string, int, int>(Name + "_hex", (value, buckets) => Bucket(buckets, PrimitiveType.Binary, Convert.FromHexString(value)));
        connection.RegisterScalarFunction<string, int, int>(Name + "_decimal", (value, buckets) =>
        {
            var number = IcebergDecimal.Parse(value);
            return Bucket(buckets, new DecimalType(DecimalType.MaxPrecision, number.Scale), number);
        });
    }

    /// <summary>The call for a column. Dates and times hash as their numbers do (specification, appendix B).</summary>
    public static string Call(NestedField source, string column, int buckets)
    {
        var (kind, argument) = source.Type.Kind switch
        {
            TypeKind.Int or TypeKind.Long => ("number", $"CAST({column} AS BIGINT)"),
            TypeKind.Date => ("number", $"CAST(date_diff('day', DATE '1970-01-01', {column}) AS BIGINT)"),
            TypeKind.Time => ("number", $"date_diff('microsecond', TIME '00:00:00', {column})"),
            TypeKind.Timestamp or TypeKind.TimestampTz or TypeKind.TimestampNs => ("number", $"epoch_us({column})"),
            TypeKind.Decimal => ("decimal", $"CAST({column} AS VARCHAR)"),
            TypeKind.String => ("string", column),
            TypeKind.Uuid => ("hex", $"replace(CAST({column} AS VARCHAR), '-', '')"),
            _ => ("hex", $"hex({column})"),
        };
        return $"CASE WHEN {column} IS NOT NULL THEN {Name}_{kind}({argument}, {buckets}) END";
    }

    private static int Bucket(int buckets, PrimitiveType type, object value) => (int)new BucketTransform(buckets).Apply(type, value)!;
}
