using System.Text.Json;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Queries.Planning;

/// <summary>Which columns a scan reads, and in which order it gives them.</summary>
internal sealed class ScanShape
{
    private readonly IReadOnlyList<NestedField?> _table;
    private readonly IReadOnlyList<NestedField?> _output;
    private readonly HashSet<ulong> _inPart = [];

    public ScanShape(JsonElement get, Schema schema)
    {
        _table = [.. get.GetProperty("names").EnumerateArray().Select(name => Find(schema, name.GetString()!))];
        var read = new List<ulong>();
        foreach (var column in get.GetProperty("column_indexes").EnumerateArray())
        {
            var index = column.GetProperty("index").GetUInt64();
            read.Add(index);
            // Where only a part of a struct is read, an expression over the column means that part.
            if (column.TryGetProperty("index_type", out var type) && type.GetString() != "FULL_READ")
                _inPart.Add(index);
        }
        Columns = [.. read.Where(index => index < (ulong)_table.Count).Select(index => get.GetProperty("names")[(int)index].GetString()!).Distinct()];
        var projected = get.TryGetProperty("projection_ids", out var ids) ? ids.EnumerateArray().Select(id => read[id.GetInt32()]).ToList() : [];
        _output = [.. (projected.Count > 0 ? projected : read).Select(Column)];
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>A column of the table by its number; null for one that filters are not understood of.</summary>
    public NestedField? Column(ulong index) => index < (ulong)_table.Count && !_inPart.Contains(index) ? _table[(int)index] : null;

    /// <summary>A column of what the scan gives.</summary>
    public NestedField? Output(int index) => index >= 0 && index < _output.Count ? _output[index] : null;

    /// <summary>Predicates name fields of structs with dots, so that a name which has one itself could mean something else.</summary>
    private static NestedField? Find(Schema schema, string name) =>
        name.Contains('.', StringComparison.Ordinal) ? null : schema.Fields.FirstOrDefault(field => field.Name == name);
}
