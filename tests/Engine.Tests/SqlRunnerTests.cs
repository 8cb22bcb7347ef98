using System.Collections.Concurrent;
using System.Diagnostics;
using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests;

public sealed class SqlRunnerTests
{
    [Fact]
    public async Task Nothing_runs_of_a_script_that_cannot_be_read_to_its_end()
    {
        using var lake = new Lake();
        var exception = await lake.FailAsync("CREATE NAMESPACE ns;\nSELECT 1;\nFROBNICATE ns;");
        Assert.Equal((3, 3, 1), (exception.StatementNumber, exception.Line, exception.Column));
        Assert.Empty(lake.Log);
        Assert.Empty(await lake.RowsAsync("SHOW NAMESPACES"));
    }

    [Fact]
    public async Task What_earlier_statements_did_stays_when_a_later_one_fails()
    {
        using var lake = new Lake();
        await lake.FailAsync("CREATE NAMESPACE ns; CREATE TABLE ns.t AS SELECT 1 AS id; INSERT INTO ns.t SELECT 'x'");
        Assert.Equal(["1"], await lake.RowsAsync("SELECT * FROM ns.t"));
    }

    [Fact]
    public async Task Cancelling_interrupts_the_statement_and_leaves_nothing_behind()
    {
        using var lake = new Lake();
        await lake.RunAsync("CREATE NAMESPACE ns; CREATE TABLE ns.t (id BIGINT, text STRING)");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var script = new SqlScript("INSERT INTO ns.t SELECT range, md5(CAST(range AS STRING)) FROM range(100000000000)", "endless");
        var options = new SqlRunOptions { DefaultCatalog = Lake.CatalogName };

        var run = lake.Runner.RunAsync(script, options, _ => cancel.CancelAfter(TimeSpan.FromMilliseconds(200)), cancel.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty((await lake.MetadataAsync("t")).Snapshots);
        Assert.Empty(lake.Files.StagedPaths());
        Assert.Equal(0, lake.Files.Lent);
        Assert.Empty(Directory.EnumerateFileSystemEntries(lake.TempFolder));
    }

    [Fact]
    public async Task Runs_at_the_same_time_do_not_see_each_other()
    {
        using var lake = new Lake();
        await lake.RunAsync("CREATE NAMESPACE ns; CREATE TABLE ns.t (id INT)");
        var runs = Enumerable.Range(0, 4).Select(i => lake.Runner.RunAsync(
            new SqlScript($"CREATE TEMP VIEW v AS SELECT {i} AS id; INSERT INTO ns.t SELECT id FROM v; SELECT id FROM v", "test"),
            new SqlRunOptions { DefaultCatalog = Lake.CatalogName }, _ => { }, TestContext.Current.CancellationToken));
        var results = await Task.WhenAll(runs);
        Assert.Equal([0, 1, 2, 3], results.Select(result => result.Result!.Rows[0][0]));
        Assert.Equal(["0", "1", "2", "3"], await lake.RowsAsync("SELECT id FROM ns.t ORDER BY id"));
    }

    [Fact]
    public async Task A_script_and_each_of_its_statements_are_activities()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EngineActivities.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var parent = new Activity("test").Start();
        using var lake = new Lake();
        await lake.FailAsync("SELECT 1; SELECT * FROM ns.nope");
        var own = ended.Where(activity => activity.TraceId == parent.TraceId).ToList();
        Assert.Equal(["sql.statement", "sql.statement", "sql.script"], own.Select(activity => activity.OperationName));
        Assert.Equal(ActivityStatusCode.Error, own[1].Status);
    }

    [Fact]
    public async Task A_sort_of_more_than_the_memory_limit_spills_and_succeeds()
    {
        using var lake = new Lake();
        var runner = new SqlRunner(lake, lake.Files, new EngineOptions(Threads: 1, MemoryLimit: "100MB", TempFolder: lake.TempFolder), TimeProvider.System);
        var result = await runner.RunAsync(
            new SqlScript("SELECT max(rn) FROM (SELECT row_number() OVER (ORDER BY h) AS rn FROM (SELECT md5(CAST(range AS STRING)) AS h FROM range(3000000)))", "sort"),
            new SqlRunOptions(), _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(3000000L, result.Result!.Rows[0][0]);
        Assert.Empty(Directory.EnumerateFileSystemEntries(lake.TempFolder));
    }
}
