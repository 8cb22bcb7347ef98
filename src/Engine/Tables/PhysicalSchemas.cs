using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>
/// The schemas of the Parquet files themselves. DuckDB maps top-level columns by field id on its own; footers are looked at only where that is not
/// enough: files without ids (name mapping), structs whose fields were renamed or replaced, which DuckDB matches by name, and files that may
/// lack a column they are partitioned by.
/// </summary>
internal sealed class PhysicalSchemas(DuckDbSession duck)
{
    /// <summary>By location: files of tables never change.</summary>
    private readonly Dictionary<string, PhysicalColumn> _read = new(StringComparer.Ordinal);

    /// <summary>Whether files must be read by their own schemas.</summary>
    public static bool AreNeeded(TableMetadata metadata) =>
        metadata.Properties.ContainsKey(TableProperties.DefaultNameMapping) || NestedFieldsChanged(metadata);

    /// <returns>The schemas by location.</returns>
    public async Task<IReadOnlyDictionary<string, PhysicalColumn>> ReadAsync(
        TableMetadata metadata, IReadOnlyList<(string Location, string Path)> files, CancellationToken cancellationToken)
    {
        var unread = files.Where(file => !_read.ContainsKey(file.Location)).ToList();
        if (unread.Count > 0)
        {
            var schemas = await ReadAsync(metadata, unread.ConvertAll(file => file.Path), cancellationToken);
            foreach (var (location, path) in unread)
                _read[location] = schemas[path];
        }
        return _read;
    }

    private async Task<Dictionary<string, PhysicalColumn>> ReadAsync(TableMetadata metadata, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var rows = await duck.QueryAsync(
            $"SELECT file_name, name, field_id, num_children FROM parquet_schema({Quote.List(paths)})",
            reader => new Row(
                reader.GetString(0),
                reader.GetString(1),
                reader.IsDBNull(2) ? null : checked((int)Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture)),
                reader.IsDBNull(3) ? 0 : checked((int)Convert.ToInt64(reader.GetValue(3), CultureInfo.InvariantCulture))),
            cancellationToken);
        var mapping = NameMapping.Of(metadata);
        return rows.GroupBy(row => row.File).ToDictionary(
            file => file.Key,
            file =>
            {
                using var nodes = file.GetEnumerator();
                var root = Build(nodes);
                return HasIds(root) || mapping is null ? root : mapping.Apply(root);
            },
            StringComparer.Ordinal);
    }

    /// <summary>Rows come in the order of a walk from the root; each says how many children follow it.</summary>
    private static PhysicalColumn Build(IEnumerator<Row> nodes)
    {
        nodes.MoveNext();
        var node = nodes.Current;
        return new PhysicalColumn(node.Name, node.FieldId, [.. Enumerable.Range(0, node.Children).Select(_ => Build(nodes))]);
    }

    private static bool HasIds(PhysicalColumn column) => column.FieldId is not null || column.Children.Any(HasIds);

    /// <summary>Whether some field inside a struct has, over the table's schemas, had two names, or some name two ids.</summary>
    private static bool NestedFieldsChanged(TableMetadata metadata)
    {
        var nested = metadata.Schemas
            .SelectMany(schema => schema.AllFields.Where(field => schema.Fields.All(top => top.Id != field.Id)).Select(field => (field.Id, Name: schema.FullName(field.Id)!)))
            .Distinct()
            .ToList();
        return nested.GroupBy(field => field.Id).Any(same => same.Select(field => field.Name[(field.Name.LastIndexOf('.') + 1)..]).Distinct().Count() > 1)
            || nested.GroupBy(field => field.Name).Any(same => same.Count() > 1);
    }

    private sealed record Row(string File, string Name, int? FieldId, int Children);
}
