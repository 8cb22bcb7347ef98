using System.Numerics;
using System.Text.Json;
using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Results;

public sealed class ResultSetTests
{
    [Fact]
    public void Json_keeps_every_digit()
    {
        IReadOnlyList<object?> row =
        [
            9007199254740991L, 9007199254740992L, BigInteger.Parse("170141183460469231731687303715884105727"), 1.10m, double.NaN, float.PositiveInfinity, new DateOnly(2026, 1, 31),
            new DateTime(2026, 1, 31, 10, 0, 0).AddTicks(1234560), new DateTimeOffset(2026, 1, 31, 10, 0, 0, TimeSpan.Zero), new byte[] { 1, 255 }, null,
            new List<object?> { 1, null }, new ResultStruct([new("a", 1)]), new ResultMap([new("k", 2L)]),
        ];
        var result = new ResultSet([.. row.Select((_, i) => new ResultColumn($"c{i}", "x"))], [row], Truncated: true);

        var json = JsonSerializer.Serialize(result);

        Assert.Contains(
            """
            "rows":[[9007199254740991,"9007199254740992","170141183460469231731687303715884105727","1.10","NaN","Infinity","2026-01-31","2026-01-31T10:00:00.123456","2026-01-31T10:00:00Z","Af8=",null,[1,null],{"a":1},[["k",2]]]],"truncated":true
            """,
            json,
            StringComparison.Ordinal);
        var again = JsonSerializer.Deserialize<ResultSet>(json)!;
        Assert.Equal(json, JsonSerializer.Serialize(again));
    }

    [Fact]
    public void A_table_is_drawn_as_spark_shows_it()
    {
        var result = new ResultSet([new("id", "int"), new("text", "string")], [[1, "a\nb"], [22, null], [3, new string('x', 30)], [4, "y"]], Truncated: false);
        Assert.Equal(
            """
            +---+----------+
            | id|      text|
            +---+----------+
            |  1|      a\nb|
            | 22|      NULL|
            |  3|xxxxxxx...|
            +---+----------+
            only showing top 3 rows

            """.ReplaceLineEndings("\n"),
            ResultSetFormatter.Format(result, maxRows: 3, maxWidth: 10));
    }

    [Fact]
    public async Task Types_are_named_as_in_spark_and_values_are_exact()
    {
        using var lake = new Lake();
        var result = (await lake.RunAsync(
            """
            SELECT CAST(1 AS TINYINT) a, 1 b, 9007199254740993 c, sum(1) d, 1.50 e, CAST(1.5 AS FLOAT) f, CAST(0.1 AS DOUBLE) g, 'x' h, X'0aFF' i, DATE '2026-01-31' j,
              TIMESTAMP '2026-01-31 10:00:00.123456' k, TIMESTAMP_NTZ '2026-01-31 10:00:00' l, array(1, NULL) m, map(['k'], [1.5]) n, {'x': 1, 'y': 'z'} o, TRUE p, count(*)
            """)).Result!;
        Assert.Equal(
            ["a:tinyint", "b:int", "c:bigint", "d:bigint", "e:decimal(3,2)", "f:float", "g:double", "h:string", "i:binary", "j:date", "k:timestamp", "l:timestamp_ntz", "m:array<int>", "n:map<string,decimal(2,1)>", "o:struct<x:int,y:string>", "p:boolean", "count(1):bigint"],
            result.Columns.Select(column => $"{column.Name}:{column.Type}"));
        Assert.Equal(
            "1|1|9007199254740993|1|1.50|1.5|0.1|x|[0A FF]|2026-01-31|2026-01-31 10:00:00.123456|2026-01-31 10:00:00|[1, NULL]|{k -> 1.5}|{1, z}|true|1",
            string.Join('|', result.Rows[0].Select(ResultText.Shown)));
    }

    [Fact]
    public async Task Rows_beyond_the_limit_are_cut_and_the_result_says_so()
    {
        using var lake = new Lake();
        var options = new SqlRunOptions { MaxResultRows = 10 };
        Assert.True((await lake.RunAsync("SELECT * FROM range(1000000000)", options)).Result is { Truncated: true, Rows.Count: 10 });
        Assert.True((await lake.RunAsync("SELECT * FROM range(10)", options)).Result is { Truncated: false, Rows.Count: 10 });
    }
}
