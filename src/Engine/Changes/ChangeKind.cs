using Floe.Engine.Syntax;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Changes;

/// <summary>A statement that changes rows, with the table properties that rule it.</summary>
/// <param name="Name">As results show it.</param>
/// <param name="Property">Between <c>write.</c> and <c>.mode</c>.</param>
/// <param name="KeepsRows">Whether new versions of rows are written, so that a delete of an old one by somebody else is a conflict.</param>
internal sealed record ChangeKind(string Name, string Property, bool KeepsRows)
{
    public static readonly ChangeKind Delete = new("DELETE FROM", "delete", KeepsRows: false);
    public static readonly ChangeKind Update = new("UPDATE", "update", KeepsRows: true);
    public static readonly ChangeKind Merge = new("MERGE INTO", "merge", KeepsRows: true);

    /// <summary>Whether deleted rows are named in delete files instead of writing their data files anew. Version 1 has no delete files.</summary>
    public bool IsMergeOnRead(TableMetadata table) =>
        IsSet(table, $"write.{Property}.mode", "merge-on-read", "copy-on-write") && table.FormatVersion >= 2;

    /// <summary>Whether rows that others added meanwhile are a conflict: the default. With snapshot isolation only their deletes are.</summary>
    public bool IsSerializable(TableMetadata table) => !IsSet(table, $"write.{Property}.isolation-level", "snapshot", "serializable");

    private static bool IsSet(TableMetadata table, string property, string value, string other)
    {
        var text = table.Properties.GetValueOrDefault(property) ?? other;
        if (text.Equals(value, StringComparison.OrdinalIgnoreCase))
            return true;
        return text.Equals(other, StringComparison.OrdinalIgnoreCase)
            ? false
            : throw new SqlError($"The table property {property} is '{text}'; it can be '{other}' or '{value}'.");
    }
}
