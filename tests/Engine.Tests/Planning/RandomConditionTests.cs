using CsCheck;
using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Planning;

/// <summary>Random conditions find the same rows with and without leaving out files.</summary>
public sealed class RandomConditionTests(SortedTables tables) : IClassFixture<SortedTables>
{
    private const int Conditions = 150;

    [Fact]
    public async Task No_row_is_lost_whatever_the_condition_is()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var session = await SqlSession.OpenAsync(
            tables.Lake, tables.Lake.Files, new EngineOptions(2, "512MB", tables.Lake.TempFolder), TimeProvider.System, new SqlRunOptions { DefaultCatalog = Lake.CatalogName }, _ => { }, cancellation);
        var pruned = 0;
        foreach (var condition in Condition(3).Array[Conditions].Single())
        {
            var found = await CountAsync($"SELECT count(*) FROM ns.t WHERE {condition}");
            // A comparison with something random is nothing that a file can be left out by.
            var expected = await CountAsync($"SELECT count(*) FROM ns.t WHERE ({condition}) = (rand() < 2)");
            Assert.True(expected == found, $"{condition}: {found} of {expected} rows");
            pruned += found < 1001 ? 1 : 0;
        }
        Assert.True(pruned > Conditions / 4);

        async Task<long> CountAsync(string query) => (long)(await session.RunAsync(new SqlScript(query, "random.sql"), null, cancellation)).Result!.Rows[0][0]!;
    }

    private static Gen<string> Condition(int depth) => depth == 0
        ? Test
        : Gen.Int[0, 5].SelectMany(kind => kind switch
        {
            0 => Condition(depth - 1).Select(inner => $"NOT ({inner})"),
            1 or 2 => Condition(depth - 1).Select(Condition(depth - 1), (left, right) => $"({left} AND {right})"),
            3 or 4 => Condition(depth - 1).Select(Condition(depth - 1), (left, right) => $"({left} OR {right})"),
            _ => Test,
        });

    private static Gen<string> Test => Gen.Int[-20, 1020].Select(Gen.Int[0, 21], Gen.Int[0, 5], Gen.Int[-20, 1020], (value, column, comparison, other) =>
    {
        var symbol = new[] { "=", "<>", "<", "<=", ">", ">=" }[comparison];
        var day = $"DATE '2026-01-01' + {value % 60}";
        return column switch
        {
            0 => $"id {symbol} {value}",
            1 => $"small {symbol} {value}L",
            2 => $"id BETWEEN {Math.Min(value, other)} AND {Math.Max(value, other)}",
            3 => $"id IN ({value}, {other}, NULL)",
            4 => $"id NOT IN ({value}, {other})",
            5 => $"name {symbol} 'n{value:D5}'",
            6 => $"name LIKE 'n{Math.Abs(value) / 10:D4}%'",
            7 => $"ts {symbol} TIMESTAMP '2026-01-01 00:00:00' + to_hours({value})",
            8 => $"CAST(ts AS DATE) {symbol} {day}",
            9 => $"CAST(local AS DATE) {symbol} CAST({day} AS DATE)",
            10 => $"day {symbol} {day}",
            11 => $"day {symbol} TIMESTAMP_NTZ '2026-01-05 12:00:00' + to_days({value % 100})",
            12 => $"price {symbol} {value / 4.0:F2}",
            13 => $"f {symbol} {value}.5",
            14 => $"f {symbol} CAST('nan' AS DOUBLE)",
            15 => value % 2 == 0 ? "flag" : $"flag {(comparison % 2 == 0 ? "=" : "<>")} false",
            16 => $"s.x {symbol} {value}",
            17 => $"s.y {symbol} 'y{value:D5}'",
            18 => value % 3 == 0 ? "id IS NULL" : value % 3 == 1 ? "name IS NOT NULL" : "s.x IS NULL",
            19 => $"id <=> {value}",
            20 => $"{value} {symbol} id",
            _ => $"length(name) {symbol} {value % 10}",
        };
    });
}
