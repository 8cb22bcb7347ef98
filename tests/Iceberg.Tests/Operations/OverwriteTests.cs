using Floe.Iceberg.Operations;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;

namespace Floe.Iceberg.Tests.Operations;

public sealed class OverwriteTests : IDisposable
{
    private readonly TestLake _lake = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Overwriting_everything_leaves_only_the_new_files()
    {
        var table = await FilledAsync("a", "b");
        var snapshot = await table.NewOverwrite().RemoveAll().Add(TestLake.File("c", rows: 3)).CommitAsync(Cancellation);
        Assert.Equal("overwrite", snapshot.Operation);
        Assert.Equal(("2", "20", "3"), (snapshot.Summary[SummaryKeys.DeletedDataFiles], snapshot.Summary[SummaryKeys.DeletedRecords], snapshot.Summary[SummaryKeys.TotalRecords]));
        Assert.Equal(["c"], await TestLake.NamesAsync(table));
    }

    [Fact]
    public async Task Overwriting_everything_also_removes_what_came_in_between()
    {
        var table = await FilledAsync("a");
        var other = await _lake.LoadAsync();
        _lake.Catalog.BeforeCommit = () => other.NewAppend().Add(TestLake.File("b")).CommitAsync(Cancellation);
        await table.NewOverwrite().RemoveAll().Add(TestLake.File("c")).CommitAsync(Cancellation);
        Assert.Equal(["c"], await TestLake.NamesAsync(table));
    }

    [Fact]
    public async Task Named_files_are_replaced_and_the_others_stay()
    {
        var table = await FilledAsync("a", "b");
        await table.NewOverwrite().Remove(TestLake.File("a")).Add(TestLake.File("a2")).CommitAsync(Cancellation);
        Assert.Equal(["a2", "b"], await TestLake.NamesAsync(table));
    }

    [Fact]
    public async Task Serializable_overwrite_fails_when_matching_data_was_added_meanwhile()
    {
        var table = await FilledAsync("a");
        var other = await _lake.LoadAsync();
        _lake.Catalog.BeforeCommit = () => other.NewAppend().Add(TestLake.File("b")).CommitAsync(Cancellation);
        var overwrite = table.NewOverwrite().Remove(TestLake.File("a")).Add(TestLake.File("a2")).ValidateNoConflictingData(Predicate.Equal("id", 1L));
        await Assert.ThrowsAsync<ValidationException>(() => overwrite.CommitAsync(Cancellation));
    }

    [Fact]
    public async Task Deleted_files_are_gone_and_a_missing_one_is_named()
    {
        var table = await FilledAsync("a", "b");
        var snapshot = await table.NewDelete().Remove(TestLake.File("a").Path).CommitAsync(Cancellation);
        Assert.Equal("delete", snapshot.Operation);
        Assert.Equal(["b"], await TestLake.NamesAsync(table));
        var error = await Assert.ThrowsAsync<ValidationException>(() => table.NewDelete().Remove(TestLake.File("a")).CommitAsync(Cancellation));
        Assert.Contains("a.parquet", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sequence_numbers_survive_the_rewriting_of_manifests()
    {
        var table = await _lake.CreateAsync();
        await table.NewAppend().Add(TestLake.File("a")).Add(TestLake.File("b")).CommitAsync(Cancellation);
        await table.NewAppend().Add(TestLake.File("c")).CommitAsync(Cancellation);
        await table.NewDelete().Remove(TestLake.File("a")).CommitAsync(Cancellation);
        var plan = await table.NewScan().PlanAsync(Cancellation);
        Assert.Equal([("b", 1L), ("c", 2L)], plan.Files.Select(f => (Path.GetFileNameWithoutExtension(f.File.Path), f.SequenceNumber)).Order());
    }

    [Fact]
    public async Task Compaction_keeps_the_rows_and_loses_to_one_who_took_its_files()
    {
        var table = await FilledAsync("a", "b");
        var slow = (await _lake.LoadAsync()).NewRewrite().Remove(TestLake.File("a")).Remove(TestLake.File("b")).Add(TestLake.File("ab", 20));
        var snapshot = await table.NewRewrite().Remove(TestLake.File("a")).Remove(TestLake.File("b")).Add(TestLake.File("ab2", 20)).CommitAsync(Cancellation);
        Assert.Equal(("replace", "20"), (snapshot.Operation, snapshot.Summary[SummaryKeys.TotalRecords]));
        await Assert.ThrowsAsync<ValidationException>(() => slow.CommitAsync(Cancellation));
        Assert.Equal(["ab2"], await TestLake.NamesAsync(await _lake.LoadAsync()));
    }

    [Fact]
    public async Task Compaction_tolerates_appends()
    {
        var table = await FilledAsync("a", "b");
        var other = await _lake.LoadAsync();
        _lake.Catalog.BeforeCommit = () => other.NewAppend().Add(TestLake.File("c")).CommitAsync(Cancellation);
        await table.NewRewrite().Remove(TestLake.File("a")).Remove(TestLake.File("b")).Add(TestLake.File("ab", 20)).CommitAsync(Cancellation);
        Assert.Equal(["ab", "c"], await TestLake.NamesAsync(table));
    }

    [Fact]
    public async Task Compaction_loses_to_new_position_deletes()
    {
        var table = await FilledAsync("a");
        var other = await _lake.LoadAsync();
        _lake.Catalog.BeforeCommit = () => other.NewRowDelta().AddDeletes(PositionDeletes("d", "a")).CommitAsync(Cancellation);
        await Assert.ThrowsAsync<ValidationException>(() => table.NewRewrite().UseStartingSequenceNumber(1).Remove(TestLake.File("a")).Add(TestLake.File("a2")).CommitAsync(Cancellation));
    }

    [Fact]
    public async Task Compaction_with_the_starting_sequence_number_lets_new_equality_deletes_apply()
    {
        var table = await FilledAsync("a");
        var other = await _lake.LoadAsync();
        _lake.Catalog.BeforeCommit = () => other.NewRowDelta().AddDeletes(EqualityDeletes("e")).CommitAsync(Cancellation);
        await table.NewRewrite().UseStartingSequenceNumber(1).Remove(TestLake.File("a")).Add(TestLake.File("a2")).CommitAsync(Cancellation);
        var file = Assert.Single((await table.NewScan().PlanAsync(Cancellation)).Files);
        Assert.Equal(("e", 1L), (Path.GetFileNameWithoutExtension(Assert.Single(file.Deletes).Path), file.SequenceNumber));
    }

    [Fact]
    public async Task Compaction_without_it_loses_to_new_equality_deletes()
    {
        var table = await FilledAsync("a");
        var other = await _lake.LoadAsync();
        _lake.Catalog.BeforeCommit = () => other.NewRowDelta().AddDeletes(EqualityDeletes("e")).CommitAsync(Cancellation);
        await Assert.ThrowsAsync<ValidationException>(() => table.NewRewrite().Remove(TestLake.File("a")).Add(TestLake.File("a2")).CommitAsync(Cancellation));
    }

    [Fact]
    public async Task Deletes_apply_to_what_was_there_before_them()
    {
        var table = await FilledAsync("a");
        await table.NewRowDelta().AddDeletes(EqualityDeletes("e")).AddDeletes(PositionDeletes("p", "a")).AddRows(TestLake.File("b")).CommitAsync(Cancellation);
        await table.NewAppend().Add(TestLake.File("c")).CommitAsync(Cancellation);
        var plan = await table.NewScan().PlanAsync(Cancellation);
        var deletes = plan.Files.ToDictionary(f => Path.GetFileNameWithoutExtension(f.File.Path), f => f.Deletes.Select(d => Path.GetFileNameWithoutExtension(d.Path)).Order().ToArray());
        Assert.Equal(["e", "p"], deletes["a"]);
        Assert.Empty(deletes["b"]);
        Assert.Empty(deletes["c"]);
    }

    [Fact]
    public async Task A_row_delta_fails_when_its_data_file_was_compacted_away()
    {
        var table = await FilledAsync("a");
        var delta = (await _lake.LoadAsync()).NewRowDelta().AddDeletes(PositionDeletes("p", "a"));
        await table.NewRewrite().Remove(TestLake.File("a")).Add(TestLake.File("a2")).CommitAsync(Cancellation);
        await Assert.ThrowsAsync<ValidationException>(() => delta.CommitAsync(Cancellation));
    }

    [Fact]
    public async Task In_version_3_a_data_file_has_one_deletion_vector()
    {
        var table = await _lake.CreateAsync(null, (TableProperties.FormatVersion, "3"));
        await table.NewAppend().Add(TestLake.File("a")).CommitAsync(Cancellation);
        Assert.Throws<ArgumentException>(() => table.NewRowDelta().AddDeletes(PositionDeletes("p", "a")));

        var late = (await _lake.LoadAsync()).NewRowDelta().AddDeletes(Vector("v2", "a"));
        await table.NewRowDelta().AddDeletes(Vector("v1", "a")).CommitAsync(Cancellation);
        await Assert.ThrowsAsync<ValidationException>(() => late.CommitAsync(Cancellation));

        var snapshot = await table.NewRowDelta().RemoveDeletes(Vector("v1", "a")).AddDeletes(Vector("v3", "a")).CommitAsync(Cancellation);
        Assert.Equal(("1", "1", "1"), (snapshot.Summary[SummaryKeys.AddedDvs], snapshot.Summary[SummaryKeys.RemovedDvs], snapshot.Summary[SummaryKeys.TotalDeleteFiles]));
        var file = Assert.Single((await table.NewScan().PlanAsync(Cancellation)).Files);
        Assert.Equal("v3", Path.GetFileNameWithoutExtension(Assert.Single(file.Deletes).Path));
    }

    [Fact]
    public async Task Deletion_vectors_go_with_their_data_file()
    {
        var table = await _lake.CreateAsync(null, (TableProperties.FormatVersion, "3"));
        await table.NewAppend().Add(TestLake.File("a")).Add(TestLake.File("b")).CommitAsync(Cancellation);
        await table.NewRowDelta().AddDeletes(Vector("va", "a")).AddDeletes(Vector("vb", "b")).CommitAsync(Cancellation);
        var snapshot = await table.NewDelete().Remove(TestLake.File("a")).CommitAsync(Cancellation);
        Assert.Equal("1", snapshot.Summary[SummaryKeys.TotalDeleteFiles]);
    }

    private async Task<Table> FilledAsync(params string[] names)
    {
        var table = await _lake.CreateAsync();
        await table.NewAppend().AddRange(names.Select(n => TestLake.File(n))).CommitAsync(Cancellation);
        return table;
    }

    private static DataFile EqualityDeletes(string name) => TestLake.File(name, 1) with { Content = FileContent.EqualityDeletes, EqualityIds = [1] };

    private static DataFile PositionDeletes(string name, string data) =>
        TestLake.File(name, 1) with { Content = FileContent.PositionDeletes, ReferencedDataFile = TestLake.File(data).Path };

    private static DataFile Vector(string name, string data) => TestLake.File(name, 1) with
    {
        Path = $"s3://warehouse/t/data/{name}.puffin", Content = FileContent.PositionDeletes, Format = FileFormat.Puffin, ReferencedDataFile = TestLake.File(data).Path, ContentOffset = 4, ContentSizeInBytes = 40,
    };
}
