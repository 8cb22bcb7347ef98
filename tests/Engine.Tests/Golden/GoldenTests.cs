using Floe.Engine.Tests.Support;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tests.Golden;

public sealed class GoldenTests
{
    [Theory(Skip = GoldenTables.SkipReason, SkipType = typeof(GoldenTables), SkipWhen = nameof(GoldenTables.Absent))]
    [MemberData(nameof(GoldenTables.Names), MemberType = typeof(GoldenTables))]
    public async Task A_table_of_another_engine_has_the_rows_an_independent_reader_found(string name)
    {
        var golden = GoldenTables.Load(name);
        using var lake = new Lake(golden.Map);
        lake.Catalog.Add(new TableIdentifier("ns", "t"), TableMetadataJson.Parse(await File.ReadAllBytesAsync(golden.MetadataFile, TestContext.Current.CancellationToken), golden.MetadataFile));

        var result = (await lake.RunAsync("SELECT * FROM ns.t", new SqlRunOptions { DefaultCatalog = Lake.CatalogName, MaxResultRows = int.MaxValue })).Result!;

        Assert.Equal(golden.RowCount, result.Rows.Count);
        var found = result.Rows.Select(row => string.Join(" | ", result.Columns.Zip(row).Select(cell => $"{cell.First.Name}={GoldenText.Of(cell.Second)}"))).ToList();
        var expected = golden.Rows.Select(row => string.Join(" | ", result.Columns.Select(column => $"{column.Name}={(row.TryGetProperty(column.Name, out var value) ? GoldenText.Of(value) : "null")}"))).ToList();
        if (expected.Count == found.Count)
            Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        else
            Assert.All(expected, row => Assert.Contains(row, found));
    }
}
