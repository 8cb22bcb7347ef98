using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests;

public sealed class EmployeesJobTests
{
    [Fact]
    public async Task The_seeds_job_runs_from_csv_to_history()
    {
        using var lake = new Lake();
        await lake.PutAsync("s3://data/s3table-example/input/employee_data.csv", "id,name,level,salary\n" + string.Concat(Enumerable.Range(1, 100).Select(i => $"{i},Employee {i},Senior,{i * 1000}.5\n")));
        var script = await File.ReadAllTextAsync(RepositoryFiles.Path("jobs/employees/employees.sql"), TestContext.Current.CancellationToken);

        var result = await lake.RunAsync(script, new SqlRunOptions { Variables = new Dictionary<string, string> { ["input"] = "s3a://data/s3table-example/input/" } });

        Assert.Equal(["CREATE NAMESPACE", "CREATE TABLE", "CREATE TEMPORARY VIEW", "INSERT INTO", "SELECT", "SELECT", "SELECT"], result.Statements.Select(statement => statement.Kind));
        var insert = result.Statements[3];
        Assert.Equal((100, 1), (insert.Rows, insert.Files));
        Assert.Equal(insert.SnapshotId, result.Result!.Rows[0][1]);
        Assert.Contains(lake.Log, line => line.Contains("Employee 10", StringComparison.Ordinal));
        Assert.Contains(lake.Log, line => line.Contains("INSERT INTO s3tablesbucket.doeks_namespace.employee_s3_table, 100 rows, 1 file, snapshot", StringComparison.Ordinal));
        Assert.Equal(0, lake.Files.Lent);
        Assert.Empty(lake.Files.StagedPaths());
        Assert.Empty(Directory.EnumerateFileSystemEntries(lake.TempFolder));
    }
}
