using System.Globalization;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>A partition for people: <c>level=Senior/ts_day=2026-01-31</c>.</summary>
internal static class PartitionPath
{
    public static string Of(TableMetadata metadata, DataFile file)
    {
        if (metadata.FindSpec(file.SpecId) is not { } spec)
            return "";
        var types = metadata.PartitionType(spec).Fields;
        return string.Join('/', spec.Fields.Select((field, i) => $"{field.Name}={Text(field.Transform, types[i].Type, file.Partition[i])}"));
    }

    private static string Text(Transform transform, IcebergType type, object? value) => (transform, value) switch
    {
        (_, null) => "null",
        (YearTransform, int years) => (1970 + years).ToString(CultureInfo.InvariantCulture),
        (MonthTransform, int months) => DateTime.UnixEpoch.AddMonths(months).ToString("yyyy-MM", CultureInfo.InvariantCulture),
        (HourTransform, int hours) => DateTime.UnixEpoch.AddHours(hours).ToString("yyyy-MM-dd-HH", CultureInfo.InvariantCulture),
        _ => ValueText.ForCast(type, value),
    };
}
