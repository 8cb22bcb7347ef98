using System.Text.Json;
using Floe.Testing;

namespace Floe.Floe.Tests;

public sealed class DemoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_demo_walks_every_step_and_its_row_counts_agree()
    {
        var result = await FloeProcess.RunAsync(_folder.Path, ["demo", "--rows", "250"], TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        for (var step = 1; step <= 10; step++) Assert.Contains($"({step}/10)", result.Output);
        Assert.Contains("\"tableARN\": \"arn:aws:s3tables:us-east-1:000000000000:bucket/doeks-spark-on-eks-s3table/table/", result.Output);
        Assert.Contains("\"status\": \"Not_Yet_Run\"", result.Output);
        Assert.Contains("Rows generated 250, written 250, read back 250.", result.Output);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task The_demo_as_json_is_one_document_with_the_time_of_each_step()
    {
        var result = await FloeProcess.RunAsync(_folder.Path, ["demo", "--rows", "10", "--output", "json"], TestContext.Current.CancellationToken);

        var report = JsonDocument.Parse(result.Output).RootElement;
        Assert.True(report.GetProperty("ok").GetBoolean());
        Assert.Equal(10, report.GetProperty("rows").GetProperty("readBack").GetInt64());
        Assert.Equal(10, report.GetProperty("steps").GetArrayLength());
        Assert.All(report.GetProperty("steps").EnumerateArray(), step => Assert.True(step.GetProperty("seconds").GetDouble() >= 0));
    }

    [Fact]
    public async Task What_the_demo_keeps_can_be_looked_at_with_floe_up()
    {
        var token = TestContext.Current.CancellationToken;
        var result = await FloeProcess.RunAsync(_folder.Path, ["demo", "--rows", "25", "--keep"], token);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        var kept = result.Output.Split('\n').First(line => line.StartsWith("Everything is kept in ", StringComparison.Ordinal))["Everything is kept in ".Length..].Split(". To")[0];
        try
        {
            await using var platform = await RunningPlatform.StartAsync(kept, token);
            var rows = await platform.Jobs.SqlAsync(
                new() { TableBucket = "doeks-spark-on-eks-s3table", Sql = "SELECT count(*) AS n FROM s3tablesbucket.doeks_namespace.employee_s3_table" }, token);
            Assert.Equal(25, Convert.ToInt64(rows.Result!.Rows[0][0]));
        }
        finally
        {
            Directory.Delete(kept, recursive: true);
        }
    }

    [Fact]
    public async Task A_negative_row_count_is_refused_before_anything_starts()
    {
        var result = await FloeProcess.RunAsync(_folder.Path, ["demo", "--rows", "-1"], TestContext.Current.CancellationToken);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--rows takes 0 or more", result.Error);
    }

    public void Dispose() => _folder.Dispose();
}
