using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Floe.FakeKubernetes.Operator;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Tests.Spark;
using Floe.S3Tables.Hosting;
using Floe.ServiceDefaults.Aws;
using Microsoft.Extensions.Configuration;
using static Floe.JobService.Tests.SparkOperator.OperatorPlatform;

namespace Floe.JobService.Tests.SparkOperator;

/// <summary>SQL jobs in a cluster: the runner gets the script, and the service the rows.</summary>
public sealed class SqlJobTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_script_goes_along_whatever_it_holds()
    {
        const string Script = "SELECT '$(HOME) ${n} \\ é', \"a b\"; -- the end";
        await using var platform = await OperatorPlatform.StartAsync();

        var id = (await platform.SubmitAsync(Sql(Script))).Id;

        var arguments = ArgumentsOf(platform, await platform.ApplicationOfAsync(id));
        Assert.Equal(["--script-base64", Convert.ToBase64String(Encoding.UTF8.GetBytes(Script)), "--catalog", "s3tablesbucket"], arguments);
    }

    [Fact]
    public async Task A_script_that_no_argument_holds_is_refused_with_another_way()
    {
        await using var platform = await OperatorPlatform.StartAsync();

        var refused = await Assert.ThrowsAsync<JobsClientException>(() => platform.SubmitAsync(Sql($"SELECT '{new string('x', 100_000)}'")));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        var error = Assert.Single(refused.Problem!.Errors!);
        Assert.Equal("$.script", error.Field);
        Assert.Contains("scriptLocation", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_come_over_the_object_store_to_the_result()
    {
        await using var lake = await S3TablesHost.StartAsync(cancellationToken: Cancel);
        using var s3 = await BucketAsync(lake);
        await using var platform = await OperatorPlatform.StartAsync(Settings(lake));
        var (id, name) = await platform.RunningAsync(Sql("SELECT 7 AS n"));
        var arguments = ArgumentsOf(platform, name);
        Assert.Equal(["--output", $"s3://data/results/{id}/attempt-1.json"], arguments[^2..]);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = "data", Key = $"results/{id}/attempt-1.json", ContentBody = """{"columns":[{"name":"n","type":"int"}],"rows":[[7]],"truncated":false}""" }, Cancel);
        platform.Node.Ends(Space, $"{name}-driver", 0);

        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);

        var result = await platform.Client.ResultAsync(id, Cancel);
        Assert.Equal(("n", "int"), (result!.Columns[0].Name, result.Columns[0].Type));
        Assert.Equal(7, Convert.ToInt32(result.Rows[0][0], CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Rows_that_are_not_there_leave_the_job_as_it_ended_and_are_named_in_its_log()
    {
        await using var lake = await S3TablesHost.StartAsync(cancellationToken: Cancel);
        using var s3 = await BucketAsync(lake);
        await using var platform = await OperatorPlatform.StartAsync(Settings(lake));
        var (id, name) = await platform.RunningAsync(Sql("SELECT 7 AS n"));
        platform.Node.Ends(Space, $"{name}-driver", 0);

        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);

        Assert.Null(await platform.Client.ResultAsync(id, Cancel));
        Assert.Contains(await platform.LogLinesAsync(id), line => line.Contains($"s3://data/results/{id}/attempt-1.json cannot be read", StringComparison.Ordinal));
    }

    private static JobDefinition Sql(string script) => new() { Kind = JobKind.Sql, Engine = "spark-operator", TableBucket = Samples.BucketArn, Script = script };

    private static KeyValuePair<string, string?>[] Settings(S3TablesHost lake) =>
    [
        new("AWS_ENDPOINT_URL_S3", lake.Endpoint.AbsoluteUri), new("Spark:ResultDirectory", "s3://data/results"),
    ];

    private static async Task<IAmazonS3> BucketAsync(S3TablesHost lake)
    {
        var s3 = AwsSettings.FromConfiguration(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new(AwsVariables.Endpoint, lake.Endpoint.AbsoluteUri), new(AwsVariables.Region, lake.Options.Region), new(AwsVariables.AccessKeyId, "test"), new(AwsVariables.SecretAccessKey, "test"),
        ]).Build()).CreateS3();
        await s3.PutBucketAsync("data", Cancel);
        return s3;
    }

    private static string[] ArgumentsOf(OperatorPlatform platform, string name)
    {
        using var application = JsonDocument.Parse(platform.Cluster.Find(FakeOperator.Plural, Space, name)!.Json);
        return [.. application.RootElement.GetProperty("spec").GetProperty("arguments").EnumerateArray().Select(argument => argument.GetString()!)];
    }
}
