using System.Globalization;
using DuckDB.NET.Data;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;

namespace Floe.Iceberg.Tests.Interop;

/// <summary>Data and delete files, written by DuckDB with the table's field ids.</summary>
internal sealed class ParquetFiles : IDisposable
{
    private readonly FolderFileIO _files;
    private readonly DuckDBConnection _duck = new("DataSource=:memory:");

    public ParquetFiles(FolderFileIO files)
    {
        _files = files;
        _duck.Open();
        Execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false; SET TimeZone = 'UTC'; SET threads = 1");
    }

    /// <param name="query">Gives the columns of the table's current schema, by name.</param>
    public DataFile Data(Table table, string query, params object?[] partition)
    {
        var schema = table.Metadata.CurrentSchema;
        var ids = string.Join(", ", schema.Fields.Select(f => $"\"{f.Name}\": {FieldId(f)}"));
        // Readers that do not look at field ids find the schema here, as Java's files have it.
        var json = SchemaJson.Serialize(schema).Replace("'", "''", StringComparison.Ordinal);
        return Write(table, query, ids, $", KV_METADATA {{'iceberg.schema': '{json}'}}") with { SpecId = table.Metadata.DefaultSpecId, Partition = new PartitionTuple(partition) };
    }

    public DataFile PositionDeletes(Table table, DataFile data, params long[] positions)
    {
        var rows = string.Join(", ", positions.Order().Select(p => $"('{data.Path}', {p}::BIGINT)"));
        return Write(table, $"SELECT * FROM (VALUES {rows}) t(file_path, pos)", "file_path: 2147483546, pos: 2147483545", "")
            with { Content = FileContent.PositionDeletes, SpecId = data.SpecId, Partition = data.Partition };
    }

    public DataFile EqualityDeletes(Table table, string column, string rows)
    {
        var field = table.Metadata.CurrentSchema.FindField(column)!;
        return Write(table, $"SELECT * FROM (VALUES {rows}) t(\"{column}\")", $"\"{column}\": {field.Id}", "") with { Content = FileContent.EqualityDeletes, EqualityIds = [field.Id] };
    }

    /// <summary>The field ids in a file, by column, as DuckDB reads them.</summary>
    public IReadOnlyDictionary<string, int> FieldIds(DataFile file)
    {
        using var command = _duck.CreateCommand();
        command.CommandText = $"SELECT name, field_id FROM parquet_schema('{Local(file)}') WHERE field_id IS NOT NULL";
        using var reader = command.ExecuteReader();
        var ids = new Dictionary<string, int>();
        while (reader.Read()) ids.Add(reader.GetString(0), Convert.ToInt32(reader.GetValue(1), CultureInfo.InvariantCulture));
        return ids;
    }

    public void Dispose() => _duck.Dispose();

    private static string FieldId(NestedField field) => field.Type is StructType inner
        ? $"{{__duckdb_field_id: {field.Id}, {string.Join(", ", inner.Fields.Select(f => $"\"{f.Name}\": {FieldId(f)}"))}}}"
        : $"{field.Id}";

    private DataFile Write(Table table, string query, string ids, string options)
    {
        var location = table.NewDataLocation();
        var path = _files.LocalPath(location);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var rows = Execute($"COPY ({query}) TO '{path}' (FORMAT parquet, FIELD_IDS {{{ids}}}{options})");
        return new DataFile { Path = location, RecordCount = rows, FileSizeInBytes = new FileInfo(path).Length };
    }

    private int Execute(string sql)
    {
        using var command = _duck.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    private string Local(DataFile file) => _files.LocalPath(file.Path);
}
