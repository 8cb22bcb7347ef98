using Floe.Iceberg.Metrics;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Scan;

/// <summary>A data file's counts, bounds and partition values.</summary>
internal sealed class FileRanges(DataFile file, SpecFields spec) : IRangeSource
{
    public ValueRange? ColumnRange(NestedField field)
    {
        if (!field.Type.IsPrimitive) return null;
        var values = Count(file.ValueCounts, field.Id);
        var nulls = Count(file.NullValueCounts, field.Id);
        var nans = Count(file.NanValueCounts, field.Id);
        var floating = field.Type.Kind is TypeKind.Float or TypeKind.Double;
        var onlyNulls = values is not null && nulls == values;
        var onlyNans = floating && values is not null && nans is not null && nans == values - (nulls ?? 0);
        var min = file.LowerBounds?.GetValueOrDefault(field.Id) is { } lower ? SingleValue.Decode(field.Type, lower) : null;
        var max = file.UpperBounds?.GetValueOrDefault(field.Id) is { } upper ? SingleValue.Decode(field.Type, upper) : null;
        return new ValueRange(
            // Some old writers took NaN for a bound, which bounds nothing.
            min is double.NaN or float.NaN ? null : min,
            max is double.NaN or float.NaN ? null : max,
            MayHaveNull: nulls != 0,
            MayHaveNan: floating && nans != 0 && !onlyNulls,
            MayHaveValue: !onlyNulls && !onlyNans);
    }

    public IEnumerable<(Transform Transform, ValueRange Range)> PartitionRanges(NestedField field)
    {
        foreach (var (index, transform, type) in spec.Of(field.Id))
        {
            if (type.Kind != TypeKind.Unknown) yield return (transform, ValueRange.Of(file.Partition[index]));
        }
    }

    private static long? Count(IReadOnlyDictionary<int, long>? counts, int id) => counts is not null && counts.TryGetValue(id, out var count) ? count : null;
}
