using Floe.Iceberg.Catalog;
using Floe.Iceberg.Metrics;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;

namespace Floe.IcebergBench;

/// <summary>A table of employees, partitioned by the month they came, with counts and bounds of every column in every file.</summary>
internal static class BenchTable
{
    private static readonly Schema Schema = new(0,
    [
        new NestedField(1, "id", Required: true, PrimitiveType.Long),
        NestedField.Optional(2, "name", PrimitiveType.String),
        NestedField.Optional(3, "level", PrimitiveType.String),
        NestedField.Optional(4, "salary", PrimitiveType.Double),
        NestedField.Optional(5, "since", PrimitiveType.Date),
    ]);

    private static readonly PartitionSpec ByMonth = new(0, [new PartitionField(5, null, "since_month", new MonthTransform())]);

    public static async Task<Table> CreateAsync(MemoryFileIO io, params (string Key, string Value)[] properties)
    {
        var catalog = new MemoryCatalog(io);
        var loaded = await catalog.CreateTableAsync("bench", new CreateTableRequest("employees", Schema, ByMonth, Properties: properties.ToDictionary(p => p.Key, p => p.Value)), CancellationToken.None);
        return new Table(loaded, catalog, io);
    }

    public static DataFile File(Table table, int number)
    {
        const long rows = 100_000;
        var month = number % 120;
        return new DataFile { Path = table.NewDataLocation(), RecordCount = rows, FileSizeInBytes = 1_200_000 + number, Partition = new PartitionTuple([600 + month]), SplitOffsets = [4, 600_000] }
            .WithMetrics(table.Metadata.CurrentSchema, table.Metadata.Properties,
            [
                new ColumnMetrics(1, 400_000 + number, rows, 0, null, number * rows, (number + 1) * rows - 1),
                new ColumnMetrics(2, 500_000 + number, rows, 3, null, $"Ada Lovelace {number}", $"Zuse {number}"),
                new ColumnMetrics(3, 60_000 + number, rows, 0, null, "Junior", "Senior"),
                new ColumnMetrics(4, 200_000 + number, rows, 7, 0, 1000.5 + number, 99_000.25 + number),
                new ColumnMetrics(5, 40_000 + number, rows, 0, null, 18_262 + month * 30, 18_290 + month * 30),
            ]);
    }

    public static IEnumerable<DataFile> Files(Table table, int count) => Enumerable.Range(0, count).Select(i => File(table, i));
}
