using System.Globalization;
using Floe.Engine.Catalogs;

namespace Floe.Engine.Tables;

/// <summary>Time travel in the name, as Iceberg has it for Spark: <c>t.snapshot_id_123</c>, <c>t.at_timestamp_1700000000000</c>, <c>t.branch_x</c>, <c>t.tag_x</c>.</summary>
internal static class TableSuffix
{
    /// <returns>Null when the part is none of these.</returns>
    public static Func<TableReference, TableVersion>? Parse(string part)
    {
        if (Number(part, "snapshot_id_") is { } id)
            return table => new TableAtSnapshot(table, id);
        if (Number(part, "at_timestamp_") is { } milliseconds)
            return table => new TableAtTime(table, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
        foreach (var prefix in new[] { "branch_", "tag_" })
            if (part.StartsWith(prefix, StringComparison.Ordinal) && part.Length > prefix.Length)
                return table => new TableAtRef(table, part[prefix.Length..]);
        return null;
    }

    private static long? Number(string part, string prefix) =>
        part.StartsWith(prefix, StringComparison.Ordinal) && long.TryParse(part.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
