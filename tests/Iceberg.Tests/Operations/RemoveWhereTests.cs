using CsCheck;
using Floe.Iceberg.Metrics;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;

namespace Floe.Iceberg.Tests.Operations;

public sealed class RemoveWhereTests : IDisposable
{
    private readonly TestLake _lake = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Files_of_a_partition_are_overwritten_by_filter()
    {
        var table = await _lake.CreateAsync(new PartitionSpec(0, [new PartitionField(3, null, "born", new IdentityTransform())]));
        await table.NewAppend().Add(TestLake.File("one", 10, 1)).Add(TestLake.File("two", 10, 2)).Add(TestLake.File("none", 10, [null])).CommitAsync(Cancellation);
        var snapshot = await table.NewOverwrite().RemoveWhere(Predicate.Equal("born", 1)).Add(TestLake.File("new", 5, 1)).CommitAsync(Cancellation);
        Assert.Equal("overwrite", snapshot.Operation);
        Assert.Equal(["new", "none", "two"], await TestLake.NamesAsync(table));
        await table.NewDelete().RemoveWhere(Predicate.Not(Predicate.Equal("born", 2))).CommitAsync(Cancellation);
        // Null is not "not 2".
        Assert.Equal(["none", "two"], await TestLake.NamesAsync(table));
    }

    [Fact]
    public async Task A_file_that_matches_in_part_is_in_the_way()
    {
        var table = await _lake.CreateAsync();
        await table.NewAppend().Add(WithIds("a", 1, 5, 0)).CommitAsync(Cancellation);
        await Assert.ThrowsAsync<ValidationException>(() => table.NewDelete().RemoveWhere(Predicate.Less("id", 5L)).CommitAsync(Cancellation));
        await table.NewDelete().RemoveWhere(Predicate.Less("id", 6L)).CommitAsync(Cancellation);
        Assert.Empty(await TestLake.NamesAsync(table));
    }

    [Fact]
    public async Task Rows_that_came_meanwhile_are_a_conflict_where_they_match()
    {
        var table = await _lake.CreateAsync();
        await table.NewAppend().Add(WithIds("a", 1, 5, 0)).CommitAsync(Cancellation);
        var other = await _lake.LoadAsync();
        _lake.Catalog.BeforeCommit = () => other.NewAppend().Add(WithIds("b", 3, 4, 0)).CommitAsync(Cancellation);
        await Assert.ThrowsAsync<ValidationException>(() => table.NewOverwrite().RemoveWhere(Predicate.Less("id", 6L)).ValidateNoConflictingData().Add(TestLake.File("new")).CommitAsync(Cancellation));
    }

    [Fact]
    public async Task A_fast_append_merges_nothing()
    {
        var table = await _lake.CreateAsync(null, (TableProperties.ManifestMinMergeCount, "2"));
        for (var i = 0; i < 5; i++) await table.NewAppend().WithoutMerging().Add(TestLake.File($"f{i}")).CommitAsync(Cancellation);
        Assert.Equal(5, (await _lake.ManifestsAsync(table)).Count);
        await table.NewAppend().Add(TestLake.File("last")).CommitAsync(Cancellation);
        Assert.Single(await _lake.ManifestsAsync(table));
    }

    /// <summary>Against the rows themselves: no file with another row goes, no file with matching rows only stays.</summary>
    [Fact]
    public void A_filter_tells_files_apart_by_their_rows()
    {
        var column = Gen.Int[0, 5].Select(v => v == 5 ? (long?)null : v);
        var value = Gen.Long[0, 4];
        var leaf = Gen.OneOf<Predicate>(
            value.Select(v => Predicate.Less("id", v)), value.Select(v => Predicate.Equal("id", v)), value.Select(v => Predicate.NotEqual("id", v)),
            value.Select(v => Predicate.GreaterOrEqual("id", v)), value.List[1, 3].Select(v => Predicate.In("id", [.. v.Cast<object>()])), Gen.Const(Predicate.IsNull("id")));
        var tree = Gen.Recursive<Predicate>((depth, inner) => depth > 2 ? leaf : Gen.OneOf(
            leaf, inner.Select(Predicate.Not), Gen.Select(inner, inner, (a, b) => Predicate.And(a, b)), Gen.Select(inner, inner, (a, b) => Predicate.Or(a, b))));
        var schema = new Schema(0, [NestedField.Optional(1, "id", PrimitiveType.Long)]);
        var table = Floe.Iceberg.Updates.TableMetadataBuilder.NewTable(schema, null, null, "s3://b/t");
        Gen.Select(tree, column.List[1, 4]).Sample(
            (predicate, rows) =>
            {
                var present = rows.OfType<long>().ToList();
                var file = new DataFile { Path = "f", RecordCount = rows.Count, FileSizeInBytes = 1 }.WithMetrics(
                    schema, table.Properties, [new ColumnMetrics(1, 1, rows.Count, rows.Count - present.Count, null, present.Count > 0 ? present.Min() : null, present.Count > 0 ? present.Max() : null)]);
                var filter = new StrictFilter(table, predicate);
                var matches = rows.Count(r => Matches(predicate, r) == true);
                if (matches > 0) Assert.True(filter.MayMatch(file));
                if (matches < rows.Count) Assert.True(filter.MayFail(file));
                // With one distinct value the bounds say everything.
                if (rows.Distinct().Count() == 1) Assert.Equal((matches > 0, matches == 0), (filter.MayMatch(file), filter.MayFail(file)));
            }, iter: 2000);
    }

    private static bool? Matches(Predicate predicate, long? row) => predicate switch
    {
        NotPredicate p => !Matches(p.Operand, row),
        AndPredicate p => p.Operands.Select(o => Matches(o, row)).Aggregate((a, b) => a & b),
        OrPredicate p => p.Operands.Select(o => Matches(o, row)).Aggregate((a, b) => a | b),
        IsNullPredicate => row is null,
        _ when row is null => null,
        InPredicate p => p.Values.Contains(row.Value),
        ComparisonPredicate p => p.Operator switch
        {
            ComparisonOperator.Less => row < (long)p.Value,
            ComparisonOperator.Equal => row == (long)p.Value,
            ComparisonOperator.NotEqual => row != (long)p.Value,
            _ => row >= (long)p.Value,
        },
        _ => throw new ArgumentException("not generated", nameof(predicate)),
    };

    private static DataFile WithIds(string name, long min, long max, long nulls) =>
        TestLake.File(name).WithMetrics(TestLake.People, new Dictionary<string, string>(), [new ColumnMetrics(1, 1, 10, nulls, null, min, max)]);
}
