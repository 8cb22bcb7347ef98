using CsCheck;
using Floe.Iceberg.Metrics;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;

namespace Floe.Iceberg.Tests.Scan;

public sealed class PruningTests : IDisposable
{
    private readonly TestLake _lake = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Files_whose_bounds_exclude_the_filter_are_left_out()
    {
        var table = await _lake.CreateAsync();
        await table.NewAppend().AddRange(Enumerable.Range(0, 10).Select(i => WithIds($"f{i}", i * 10, (i * 10) + 9))).CommitAsync(Cancellation);
        Assert.Equal(["f3"], await PlanAsync(table, Predicate.Equal("id", 35L)));
        Assert.Equal(["f8", "f9"], await PlanAsync(table, Predicate.GreaterOrEqual("ID", 80)));
        Assert.Equal(["f0", "f1"], await PlanAsync(table, Predicate.Not(Predicate.Greater("id", 15))));
        Assert.Equal(["f1", "f7"], await PlanAsync(table, Predicate.In("id", 12L, 75L)));
        Assert.Equal(["f4"], await PlanAsync(table, Predicate.And(Predicate.Greater("id", 39L), Predicate.Less("id", 50L))));
        Assert.Equal(["f0", "f9"], await PlanAsync(table, Predicate.Or(Predicate.Less("id", 5L), Predicate.Greater("id", 95L))));
        Assert.Empty(await PlanAsync(table, Predicate.IsNull("id")));
        Assert.Empty(await PlanAsync(table, Predicate.Greater("id", 1_000_000_000L)));
    }

    [Fact]
    public async Task Manifests_whose_partitions_exclude_the_filter_are_not_read()
    {
        var spec = new PartitionSpec(0, [new PartitionField(3, null, "born_year", new YearTransform())]);
        var table = await _lake.CreateAsync(spec);
        for (var year = 0; year < 5; year++) await table.NewAppend().Add(TestLake.File($"y{1970 + year}", 1, year)).CommitAsync(Cancellation);
        var plan = await table.NewScan().Where(Predicate.Less("born", TimeText.Parse(TypeKind.Date, "1971-06-01"))).PlanAsync(Cancellation);
        Assert.Equal(["y1970", "y1971"], plan.Files.Select(f => Path.GetFileNameWithoutExtension(f.File.Path)).Order());
        Assert.Equal((2, 3), (plan.Counts.ManifestsRead, plan.Counts.ManifestsSkipped));
    }

    [Fact]
    public async Task Buckets_prune_equality_and_prefixes_prune_like()
    {
        var spec = new PartitionSpec(0, [new PartitionField(1, null, "id_bucket", new BucketTransform(8)), new PartitionField(2, null, "name_trunc", new TruncateTransform(2))]);
        var table = await _lake.CreateAsync(spec);
        await table.NewAppend().AddRange(from bucket in Enumerable.Range(0, 8) from name in new[] { "An", "Be" } select TestLake.File($"{bucket}{name}", 1, bucket, name)).CommitAsync(Cancellation);
        var own = (int)new BucketTransform(8).Apply(PrimitiveType.Long, 5L)!;
        Assert.Equal([$"{own}An"], await PlanAsync(table, Predicate.And(Predicate.Equal("id", 5L), Predicate.StartsWith("name", "Anna"))));
        Assert.Equal(8, (await PlanAsync(table, Predicate.StartsWith("name", "B"))).Count);
        Assert.Equal(16, (await PlanAsync(table, Predicate.NotEqual("id", 5L))).Count);
    }

    [Fact]
    public async Task A_filter_on_an_unknown_column_names_the_columns_there_are()
    {
        var table = await _lake.CreateAsync();
        var error = await Assert.ThrowsAsync<ArgumentException>(() => PlanAsync(table, Predicate.IsNull("nothing")));
        Assert.Contains("id, name, born", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_a_matching_row_is_never_left_out()
    {
        var rows = Gen.Select(Gen.OneOf(Gen.Const((object?)null), Gen.Long[-50, 50].Select(v => (object?)v)), Gen.OneOf(Gen.Const((object?)null), Gen.String[Gen.Char['a', 'd'], 0, 20].Select(s => (object?)s)));
        Gen.Select(rows.Array[1, 6], Predicates(3), Gen.Int[0, 3]).Sample((data, predicate, layout) =>
        {
            var metadata = Table(layout, data[0]);
            // A partition holds only rows of the same partition values.
            var spec = metadata.DefaultSpec;
            object? PartitionValue((object? Id, object? Name) row, PartitionField f) => f.Transform.Apply(metadata.CurrentSchema.FindField(f.SourceId)!.Type, f.SourceId == 1 ? row.Id : row.Name);
            var tuple = new PartitionTuple([.. spec.Fields.Select(f => PartitionValue(data[0], f))]);
            var same = data.Where(r => new PartitionTuple([.. spec.Fields.Select(f => PartitionValue(r, f))]).Equals(tuple)).ToList();
            var file = (TestLake.File("f", same.Count) with { Partition = tuple }).WithMetrics(metadata.CurrentSchema, metadata.Properties,
            [
                Metrics(1, same.Select(r => r.Item1).ToList()),
                Metrics(2, same.Select(r => r.Item2).ToList()),
            ]);
            var bound = new PredicateBinder(metadata.CurrentSchema).Bind(predicate);
            var keeps = PruningEvaluator.MayMatch(bound, new FileRanges(file, new SpecFields(metadata, spec)));
            Assert.True(keeps || !same.Any(r => Matches(predicate, r.Item1, r.Item2) == true));
        }, iter: 20_000);
    }

    private static TableMetadata Table(int layout, (object? Id, object? Name) _)
    {
        PartitionField[] fields = layout switch
        {
            0 => [],
            1 => [new PartitionField(1, null, "id_trunc", new TruncateTransform(7)), new PartitionField(2, null, "name_trunc", new TruncateTransform(2))],
            2 => [new PartitionField(1, null, "id_bucket", new BucketTransform(3))],
            _ => [new PartitionField(2, null, "name", new IdentityTransform()), new PartitionField(1, null, "id_void", new VoidTransform())],
        };
        var schema = new Schema(0, [NestedField.Optional(1, "id", PrimitiveType.Long), NestedField.Optional(2, "name", PrimitiveType.String)]);
        return Iceberg.Updates.TableMetadataBuilder.NewTable(schema, new PartitionSpec(0, fields), null, "s3://b/t");
    }

    private static Gen<Predicate> Predicates(int depth)
    {
        var id = Gen.Long[-50, 50].Select(v => (object)v);
        var name = Gen.String[Gen.Char['a', 'd'], 0, 4].Select(s => (object)s);
        var leaf = Gen.OneOf(
            Gen.Select(Gen.Enum<ComparisonOperator>(), id).Select((o, v) => (Predicate)new ComparisonPredicate("id", o, v)),
            Gen.Select(Gen.Enum<ComparisonOperator>(), name).Select((o, v) => (Predicate)new ComparisonPredicate("name", o, v)),
            id.Array[0, 3].Select(v => Predicate.In("id", v)),
            Gen.Bool.Select(first => Predicate.IsNull(first ? "id" : "name")),
            name.Select(v => Predicate.StartsWith("name", (string)v)));
        if (depth == 0) return leaf;
        var inner = Predicates(depth - 1);
        return Gen.OneOf(leaf, inner.Select(Predicate.Not), inner.Array[1, 3].Select(p => Predicate.And(p)), inner.Array[1, 3].Select(p => Predicate.Or(p)));
    }

    /// <summary>SQL's three values: null is "unknown".</summary>
    private static bool? Matches(Predicate predicate, object? id, object? name)
    {
        object? Value(string column) => column == "id" ? id : name;
        return predicate switch
        {
            AndPredicate p => All(p.Operands.Select(o => Matches(o, id, name))),
            OrPredicate p => !All(p.Operands.Select(o => !Matches(o, id, name))),
            NotPredicate p => !Matches(p.Operand, id, name),
            IsNullPredicate p => Value(p.Column) is null,
            StartsWithPredicate p => (Value(p.Column) as string)?.StartsWith(p.Prefix, StringComparison.Ordinal),
            InPredicate p => Value(p.Column) is { } v ? p.Values.Any(v.Equals) : null,
            ComparisonPredicate p => Value(p.Column) is { } v ? Compare(p.Operator, IcebergValue.Compare(v, p.Value)) : null,
            _ => throw new InvalidOperationException(),
        };
    }

    private static bool? All(IEnumerable<bool?> values)
    {
        var list = values.ToList();
        return list.Contains(false) ? false : list.Contains(null) ? null : true;
    }

    private static bool Compare(ComparisonOperator @operator, int order) => @operator switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        _ => order >= 0,
    };

    private static ColumnMetrics Metrics(int id, List<object?> values)
    {
        var present = values.OfType<object>().ToList();
        return new ColumnMetrics(id, null, values.Count, values.Count - present.Count, null, present.Count == 0 ? null : present.Aggregate((a, b) => IcebergValue.Compare(a, b) <= 0 ? a : b), present.Count == 0 ? null : present.Aggregate((a, b) => IcebergValue.Compare(a, b) >= 0 ? a : b));
    }

    private static DataFile WithIds(string name, long min, long max) =>
        TestLake.File(name).WithMetrics(TestLake.People, new Dictionary<string, string>(), [new ColumnMetrics(1, null, 10, 0, null, min, max)]);

    private static async Task<IReadOnlyList<string>> PlanAsync(Iceberg.Operations.Table table, Predicate filter)
    {
        var plan = await table.NewScan().Where(filter).PlanAsync(Cancellation);
        return [.. plan.Files.Select(f => Path.GetFileNameWithoutExtension(f.File.Path)).Order(StringComparer.Ordinal)];
    }
}
