using Floe.Iceberg.Metrics;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Manifests;

/// <summary>Collects the range of each partition field over the files of a manifest.</summary>
internal sealed class PartitionSummaryBuilder(StructType partition)
{
    private readonly Range[] _ranges = [.. partition.Fields.Select(f => new Range(f.Type))];

    public void Add(PartitionTuple tuple)
    {
        for (var i = 0; i < _ranges.Length; i++) _ranges[i].Add(tuple[i]);
    }

    public IReadOnlyList<PartitionFieldSummary> Build() => [.. _ranges.Select(r => r.Build())];

    private sealed class Range(IcebergType type)
    {
        private bool _hasNull;
        private bool _hasNan;
        private object? _min;
        private object? _max;

        public void Add(object? value)
        {
            switch (value)
            {
                case null:
                    _hasNull = true;
                    break;
                case double.NaN or float.NaN:
                    _hasNan = true;
                    break;
                default:
                    if (_min is null || IcebergValue.Compare(value, _min) < 0) _min = value;
                    if (_max is null || IcebergValue.Compare(value, _max) > 0) _max = value;
                    break;
            }
        }

        public PartitionFieldSummary Build() => new(_hasNull, _hasNan, Encode(_min), Encode(_max));

        private byte[]? Encode(object? value) => value is null ? null : SingleValue.Encode(type, value);
    }
}
