using Floe.Iceberg.Catalog;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;

namespace Floe.Iceberg.Tests.Evolution;

public sealed class LayoutEvolutionTests : IDisposable
{
    private readonly TestLake _lake = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task A_partition_field_is_added_renamed_and_removed()
    {
        var table = await _lake.CreateAsync();
        await table.NewUpdatePartitionSpec().AddField("born", new MonthTransform()).AddField("ID", new BucketTransform(4), "shard").CommitAsync(Cancellation);
        Assert.Equal([("born_month", 1000), ("shard", 1001)], Fields(table));
        await table.NewUpdatePartitionSpec().RemoveField("born", new MonthTransform()).RenameField("shard", "s").CommitAsync(Cancellation);
        Assert.Equal([("s", 1001)], Fields(table));
        Assert.Equal((2, 3), (table.Metadata.DefaultSpecId, table.Metadata.PartitionSpecs.Count));
    }

    [Fact]
    public async Task A_field_that_comes_back_has_the_id_and_name_it_had()
    {
        var table = await _lake.CreateAsync();
        await table.NewUpdatePartitionSpec().AddField("born", new MonthTransform(), "m").CommitAsync(Cancellation);
        await table.NewUpdatePartitionSpec().RemoveField("m").AddField("id", new BucketTransform(4)).CommitAsync(Cancellation);
        await table.NewUpdatePartitionSpec().AddField("born", new MonthTransform()).CommitAsync(Cancellation);
        Assert.Equal([("id_bucket_4", 1001), ("m", 1000)], Fields(table));
        await table.NewUpdatePartitionSpec().RemoveField("m").RemoveField("id_bucket_4").CommitAsync(Cancellation);
        Assert.Equal(0, table.Metadata.DefaultSpecId);
    }

    [Fact]
    public async Task Fields_that_do_not_fit_are_refused()
    {
        var table = await _lake.CreateAsync(new PartitionSpec(0, [new PartitionField(3, null, "m", new MonthTransform())]));
        Refused(s => s.NewUpdatePartitionSpec().AddField("born", new MonthTransform()));
        Refused(s => s.NewUpdatePartitionSpec().AddField("born", new DayTransform(), "m"));
        Refused(s => s.NewUpdatePartitionSpec().AddField("name", new DayTransform()));
        Refused(s => s.NewUpdatePartitionSpec().AddField("none"));
        Refused(s => s.NewUpdatePartitionSpec().AddField("born", new DayTransform(), "name"));
        Refused(s => s.NewUpdatePartitionSpec().RemoveField("none"));
        Refused(s => s.NewUpdatePartitionSpec().RemoveField("born", new DayTransform()));

        void Refused(Action<Table> change) => Assert.Throws<ValidationException>(() => change(table));
    }

    [Fact]
    public async Task In_version_1_a_removed_field_leaves_nulls()
    {
        var spec = new PartitionSpec(0, [new PartitionField(3, 1000, "m", new MonthTransform()), new PartitionField(1, 1001, "b", new BucketTransform(2))]);
        var table = await _lake.CreateAsync(spec);
        var old = new Table(new LoadedTable(table.Identifier, null, table.Metadata with { FormatVersion = 1 }, new Dictionary<string, string>()), _lake.Catalog, _lake.Files);
        var preview = old.NewUpdatePartitionSpec().RemoveField("m").AddField("born", new DayTransform(), "m").Preview;
        Assert.Equal(["m_1000:void", "b:bucket[2]", "m:day"], preview.Fields.Select(f => $"{f.Name}:{f.Transform}"));
        Assert.Equal([1000, 1001, 1002], preview.Fields.Select(f => f.FieldId!.Value));
    }

    [Fact]
    public async Task Files_of_both_specs_are_planned()
    {
        var table = await _lake.CreateAsync();
        await table.NewAppend().Add(TestLake.File("a")).CommitAsync(Cancellation);
        await table.NewUpdatePartitionSpec().AddField("id").CommitAsync(Cancellation);
        await table.NewAppend().Add(TestLake.File("b", 10, 5L) with { SpecId = 1 }).Add(TestLake.File("c", 10, 6L) with { SpecId = 1 }).CommitAsync(Cancellation);
        var plan = await table.NewScan().Where(Predicate.Equal("id", 5L)).PlanAsync(Cancellation);
        Assert.Equal(["a", "b"], plan.Files.Select(f => Path.GetFileNameWithoutExtension(f.File.Path)).Order());
    }

    [Fact]
    public async Task The_sort_order_is_replaced_and_removed()
    {
        var table = await _lake.CreateAsync();
        await table.NewReplaceSortOrder().Ascending("name").Descending("id", new BucketTransform(3)).CommitAsync(Cancellation);
        Assert.Equal(1, table.Metadata.DefaultSortOrderId);
        Assert.Equal(
            [new SortField(2, new IdentityTransform(), SortDirection.Ascending, NullOrder.NullsFirst), new SortField(1, new BucketTransform(3), SortDirection.Descending, NullOrder.NullsLast)],
            table.Metadata.DefaultSortOrder.Fields);
        await table.NewReplaceSortOrder().CommitAsync(Cancellation);
        Assert.Equal(0, table.Metadata.DefaultSortOrderId);
        await Assert.ThrowsAsync<ValidationException>(() => table.NewReplaceSortOrder().Ascending("none").CommitAsync(Cancellation));
        await Assert.ThrowsAsync<ValidationException>(() => table.NewReplaceSortOrder().Ascending("name", new DayTransform()).CommitAsync(Cancellation));
    }

    [Fact]
    public async Task Properties_are_set_and_removed()
    {
        var table = await _lake.CreateAsync(null, ("a", "1"), ("b", "2"));
        await table.NewUpdateProperties().Set("a", "3").Remove("b").Set("c", "4").CommitAsync(Cancellation);
        Assert.Equal(("3", null, "4"), (table.Metadata.Properties["a"], table.Metadata.Properties.GetValueOrDefault("b"), table.Metadata.Properties["c"]));
        var commits = _lake.Catalog.Commits;
        await table.NewUpdateProperties().Set("a", "3").Remove("b").CommitAsync(Cancellation);
        Assert.Equal(commits, _lake.Catalog.Commits);
        Assert.Throws<ArgumentException>(() => table.NewUpdateProperties().Set("format-version", "3"));
    }

    [Fact]
    public async Task A_table_is_upgraded_and_not_downgraded()
    {
        var table = await _lake.CreateAsync();
        await table.UpgradeFormatVersionAsync(3, Cancellation);
        Assert.Equal(3, table.Metadata.FormatVersion);
        await Assert.ThrowsAsync<BadRequestException>(() => table.UpgradeFormatVersionAsync(2, Cancellation));
        await Assert.ThrowsAsync<BadRequestException>(() => table.UpgradeFormatVersionAsync(4, Cancellation));
    }

    private static IEnumerable<(string, int)> Fields(Table table) => table.Metadata.DefaultSpec.Fields.Select(f => (f.Name, f.FieldId!.Value));
}
