using System.Globalization;
using Floe.Engine.Types;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Writing;

/// <summary>Partition keys as COPY reports them, as text, and the values they stand for.</summary>
internal static class PartitionValues
{
    public static PartitionTuple Read(TableMetadata table, PartitionSpec spec, IReadOnlyDictionary<string, string?> keys)
    {
        var type = table.PartitionType(spec);
        return new PartitionTuple([.. spec.Fields.Select((field, i) => keys.TryGetValue(Key(i), out var text) && text is not null ? Read(type.Fields[i].Type, text) : null)]);
    }

    /// <summary>The column of the COPY that holds the value of a partition field.</summary>
    public static string Key(int field) => "__floe_p" + field.ToString(CultureInfo.InvariantCulture);

    /// <summary>A value of <see cref="IcebergValue"/> from its text.</summary>
    public static object Read(IcebergType type, string text) => type.Kind switch
    {
        TypeKind.Boolean => text is "true" or "1",
        // day() is a date in the manifest and was counted in days; an identity date is written out.
        TypeKind.Date when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) => days,
        _ => SqlText.Parse(type, text),
    };
}
