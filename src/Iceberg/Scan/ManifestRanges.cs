using Floe.Iceberg.Metrics;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Scan;

/// <summary>A manifest's partition summaries.</summary>
internal sealed class ManifestRanges(ManifestFile manifest, SpecFields spec) : IRangeSource
{
    public ValueRange? ColumnRange(NestedField field) => null;

    public IEnumerable<(Transform Transform, ValueRange Range)> PartitionRanges(NestedField field)
    {
        if (manifest.Partitions is not { } partitions) yield break;
        foreach (var (index, transform, type) in spec.Of(field.Id))
        {
            if (index < partitions.Count) yield return (transform, Range(partitions[index], type));
        }
    }

    private static ValueRange Range(PartitionFieldSummary summary, IcebergType type)
    {
        var min = summary.LowerBound is { } lower ? SingleValue.Decode(type, lower) : null;
        var max = summary.UpperBound is { } upper ? SingleValue.Decode(type, upper) : null;
        var floating = type.Kind is TypeKind.Float or TypeKind.Double;
        // Without bounds there are only nulls and NaNs, unless the writer left them out for a type that has none.
        var mayHaveValue = summary.LowerBound is not null || summary.UpperBound is not null || type.Kind == TypeKind.Unknown || !summary.ContainsNull;
        return new ValueRange(min, max, summary.ContainsNull, floating && summary.ContainsNan != false, mayHaveValue);
    }
}
