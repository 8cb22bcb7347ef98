namespace Floe.Floe.Tests.Sql;

/// <summary>jobs/runner/sql_runner.py, by its own tests: they need Python, and no Spark.</summary>
public sealed class SqlRunnerScriptTests
{
    [Fact]
    public async Task The_runner_for_spark_passes_its_tests()
    {
        var (exitCode, output) = await Python.RunAsync(Python.Repository(), ["-m", "unittest", "discover", "-s", "jobs/runner/tests"], TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, output);
    }
}
