using System.Globalization;
using CsCheck;
using Floe.Engine.DuckDb;
using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Model;

/// <summary>
/// Random tables under random statements have the rows that a plain DuckDB table has under the same ones, whatever their format version, partitioning and
/// modes. <c>FLOE_MODEL_RUNS</c> sets how many tables; <c>CsCheck_Seed</c> repeats one.
/// </summary>
public sealed class ModelTests
{
    private static readonly Gen<Step> Steps = Gen.Select(Gen.Enum<StepKind>(), Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[0, 12]).Select((kind, a, b, c) => new Step(kind, a, b, c));

    [Fact]
    public Task Random_statements_leave_the_rows_that_a_plain_table_has() =>
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[0, 7], Steps.List[1, 14]).SampleAsync(
            async (isV3, isPartitioned, modes, steps) => await CheckAsync(new Script(isV3, isPartitioned, modes, [new Step(StepKind.InsertMany, 4, 1, 2), .. steps])),
            iter: int.TryParse(Environment.GetEnvironmentVariable("FLOE_MODEL_RUNS"), CultureInfo.InvariantCulture, out var runs) ? runs : 8,
            threads: 1);

    private static async Task CheckAsync(Script script)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var lake = new Lake();
        var engine = await lake.RunAsync($"CREATE NAMESPACE ns;\n{script.ForEngine}\nSELECT * FROM ns.t", new SqlRunOptions { DefaultCatalog = Lake.CatalogName, MaxResultRows = int.MaxValue });

        await using var duck = await DuckDbSession.OpenAsync(new EngineOptions(1, "256MB", lake.TempFolder), cancellation);
        foreach (var statement in script.ForDuck)
            await duck.ExecuteAsync(statement, cancellation);
        var expected = await duck.QueryAsync("FROM t", reader => Row(Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))), cancellation);

        Assert.True(
            expected.Order(StringComparer.Ordinal).SequenceEqual(engine.Result!.Rows.Select(Row).Order(StringComparer.Ordinal)),
            $"{script.ForEngine}\nexpected {string.Join(' ', expected.Order(StringComparer.Ordinal))}\nfound    {string.Join(' ', engine.Result.Rows.Select(Row).Order(StringComparer.Ordinal))}");
        // Row ids, where there are any, tell rows apart.
        Assert.Equal(["0"], await lake.RowsAsync("SELECT count(_row_id) - count(DISTINCT _row_id) FROM ns.t"));
        Assert.Equal(0, lake.Files.Lent);
        Assert.Empty(lake.Files.StagedPaths());
    }

    private static string Row(IEnumerable<object?> values) => $"({string.Join(',', values.Select(value => value is null ? "NULL" : Convert.ToString(value, CultureInfo.InvariantCulture)))})";
}
