using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Tests.Model;

/// <summary>The content of data and delete files, held beside the table: the library reads and writes none of it.</summary>
internal sealed class Store
{
    public Dictionary<string, IReadOnlyList<StoredRow>> Data { get; } = new(StringComparer.Ordinal);

    /// <summary>Position delete files: the data file and the position of each row.</summary>
    public Dictionary<string, IReadOnlyList<(string File, long Position)>> Positions { get; } = new(StringComparer.Ordinal);

    /// <summary>Equality delete files: values of one column.</summary>
    public Dictionary<string, (int FieldId, IReadOnlyList<object?> Values)> Equality { get; } = new(StringComparer.Ordinal);

    /// <summary>A value as the column's type has it now; an absent one is the column's default.</summary>
    public static object? Project(StoredRow row, NestedField field)
    {
        var value = row.Values.TryGetValue(field.Id, out var stored) ? stored : field.InitialDefault;
        return (value, field.Type.Kind) switch
        {
            (int number, TypeKind.Long) => (long)number,
            (float number, TypeKind.Double) => (double)number,
            (int days, TypeKind.Timestamp) => days * 86_400_000_000L,
            _ => value,
        };
    }

    public void Delete(string location)
    {
        Data.Remove(location);
        Positions.Remove(location);
        Equality.Remove(location);
    }
}
