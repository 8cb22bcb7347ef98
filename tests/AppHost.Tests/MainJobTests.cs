using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Floe.AppHost.Aws;
using Floe.S3Tables.Client;

namespace Floe.AppHost.Tests;

/// <summary>The main job, by the commands a person clicks on the dashboard and over the addresses the dashboard shows.</summary>
public sealed class MainJobTests(RunningAppHost host) : IClassFixture<RunningAppHost>
{
    private const int Rows = 250;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Generated_employees_become_rows_of_a_table()
    {
        var generated = await RunAsync("datagen", "generate", ("rows", $"{Rows}"), ("seed", "7"));
        Assert.True(generated.Success, generated.Message);
        Assert.Equal(Rows, Json(generated).GetProperty("rows").GetInt64());

        var tableBucket = $"employees-{Guid.NewGuid():N}";
        var job = await RunAsync("jobservice", "run-employees-job", ("tableBucket", tableBucket), ("input", "s3://floe-data/s3table-example/input/"));
        Assert.True(job.Success, job.Message);
        Assert.Equal("Succeeded", Json(job).GetProperty("state").GetString());
        var written = Json(job).GetProperty("statements").EnumerateArray().Where(statement => statement.GetProperty("kind").GetString() == "INSERT INTO");
        Assert.Equal(Rows, written.Sum(statement => statement.GetProperty("rows").GetInt64()));

        var table = await FindTableAsync(tableBucket);
        Assert.Equal("employee_s3_table", table.GetProperty("name").GetString());
        Assert.StartsWith("s3://", table.GetProperty("metadataLocation").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_fails_is_a_command_that_fails_and_says_why()
    {
        var job = await RunAsync("jobservice", "run-employees-job", ("tableBucket", $"employees-{Guid.NewGuid():N}"), ("input", "s3://floe-data/nothing-here/"));
        Assert.False(job.Success);
        Assert.Contains("Failed", job.Message, StringComparison.Ordinal);
        Assert.Contains("nothing-here", job.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_argument_is_named()
    {
        var generated = await RunAsync("datagen", "generate", ("rows", "0"), ("seed", "7"));
        Assert.False(generated.Success);
        Assert.Contains("rows is 0; it must be from 1", generated.Message, StringComparison.Ordinal);
    }

    private async Task<JsonElement> FindTableAsync(string tableBucket)
    {
        using var http = Lake.CreateSigningClient(LocalAws.At(host.App.GetEndpoint("s3tables", "http")));
        var client = new S3TablesClient(http, host.App.GetEndpoint("s3tables", "http"));
        var bucket = await client.ListTableBucketsAsync(tableBucket, Token).SingleAsync(Token);
        var table = await client.GetTableAsync(new TableReference(TableBucketArn.Parse(bucket.Arn), "doeks_namespace", "employee_s3_table"), Token);
        return JsonSerializer.SerializeToElement(table, JsonSerializerOptions.Web);
    }

    private async Task<ExecuteCommandResult> RunAsync(string resource, string command, params (string Name, string Value)[] arguments) =>
        await host.App.ResourceCommands.ExecuteCommandAsync(
            resource, command, new([.. arguments.Select(argument => new InteractionInput { Name = argument.Name, InputType = InputType.Text, Value = argument.Value })]), Token);

    private static JsonElement Json(ExecuteCommandResult result) => JsonDocument.Parse(result.Data!.Value).RootElement;
}
