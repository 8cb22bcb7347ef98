namespace Floe.Iceberg.Metrics;

/// <summary>What a writer measured of one column of a file. Null is "not measured".</summary>
/// <param name="ValueCount">With nulls and NaNs.</param>
/// <param name="Min">The smallest value but null and NaN, held as <see cref="Spec.IcebergValue"/> says; a smaller value is a bound as well.</param>
/// <param name="Max">The greatest value but null and NaN.</param>
public sealed record ColumnMetrics(
    int FieldId, long? SizeInBytes = null, long? ValueCount = null, long? NullCount = null, long? NanCount = null, object? Min = null, object? Max = null);
