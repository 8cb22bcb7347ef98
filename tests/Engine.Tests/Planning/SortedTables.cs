using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Planning;

/// <summary>Tables whose files each hold a range of their rows.</summary>
public sealed class SortedTables : IAsyncLifetime
{
    internal const int Files = 50;

    internal Lake Lake { get; } = new();

    /// <summary>50 files of 20 rows each, ids in order; one of them with nulls.</summary>
    public async ValueTask InitializeAsync()
    {
        await Lake.RunAsync("""
            CREATE NAMESPACE ns;
            CREATE TABLE ns.t (id BIGINT, small INT, name STRING, ts TIMESTAMP, local TIMESTAMP_NTZ, day DATE, price DECIMAL(12, 2), f DOUBLE, flag BOOLEAN, s STRUCT<x: INT, y: STRING>, u UUID, b BINARY);
            CREATE TABLE ns.p (id BIGINT, ts TIMESTAMP, level STRING) PARTITIONED BY (days(ts), level);
            CREATE TABLE ns.other (key BIGINT, note STRING)
            """);
        var inserts = Enumerable.Range(0, Files).Select(file => $"""
            INSERT INTO ns.t SELECT i, CAST(i AS INT), printf('n%05d', i), TIMESTAMP '2026-01-01 00:00:00' + to_hours(CAST(i AS INT)), TIMESTAMP_NTZ '2026-01-01 00:00:00' + to_hours(CAST(i AS INT)),
              CAST(DATE '2026-01-01' + CAST(i AS INT) AS DATE), CAST(i AS DECIMAL(12, 2)) / 4, CASE WHEN i = 500 THEN CAST('nan' AS DOUBLE) ELSE CAST(i AS DOUBLE) END, i >= 500,
              struct_pack(x := CAST(i AS INT), y := printf('y%05d', i)), NULL, CAST(printf('%05d', i) AS BINARY)
            FROM range({file * 20}, {(file + 1) * 20}) r(i)
            """);
        await Lake.RunAsync(string.Join(";\n", inserts));
        await Lake.RunAsync("INSERT INTO ns.t (small) VALUES (-1); INSERT INTO ns.other VALUES (7, 'seven'), (8, 'eight')");
        await Lake.RunAsync("INSERT INTO ns.p SELECT i, TIMESTAMP '2026-01-01 00:00:00' + to_hours(CAST(i AS INT)), CASE WHEN i % 2 = 0 THEN 'even' ELSE 'odd' END FROM range(240) r(i)");
    }

    public ValueTask DisposeAsync()
    {
        Lake.Dispose();
        return ValueTask.CompletedTask;
    }
}
