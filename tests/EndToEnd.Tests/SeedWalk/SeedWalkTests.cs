using System.Text.Json.Nodes;
using Floe.EndToEnd.Tests.Compatibility;
using Floe.EndToEnd.Tests.Tools;

namespace Floe.EndToEnd.Tests.SeedWalk;

/// <summary>The seed's own commands, as written there, by the AWS CLI: only the endpoint is added.</summary>
public sealed class SeedWalkTests(CompatibilityRun run)
{
    private const string Namespace = "doeks_namespace";
    private const string Table = "employee_s3_table";

    /// <summary>The members that the seed shows for a table, in its order, and the ids that AWS has added since.</summary>
    private static readonly string[] Shown =
    [
        "name", "type", "tableARN", "namespace", "versionToken", "metadataLocation", "warehouseLocation",
        "createdAt", "createdBy", "modifiedAt", "ownerAccountId", "format",
    ];

    private static readonly string[] AddedSince = ["namespaceId", "tableBucketId", "modifiedBy"];

    [Fact]
    public async Task The_seeds_commands_work_with_the_endpoint_in_the_environment()
    {
        using var aws = AwsCli.ByEnvironment((await run.LakeAsync()).Endpoint);
        await WalkAsync(aws, $"walk-env-{Guid.NewGuid():N}"[..30]);
    }

    [Fact]
    public async Task The_seeds_commands_work_with_the_endpoint_as_an_option()
    {
        using var aws = AwsCli.ByOption((await run.LakeAsync()).Endpoint);
        await WalkAsync(aws, $"walk-opt-{Guid.NewGuid():N}"[..30]);
    }

    [Fact]
    public async Task A_wrong_secret_key_is_told_as_AWS_tells_it()
    {
        using var aws = AwsCli.ByEnvironment((await run.LakeAsync()).Endpoint, secretAccessKey: "not the secret");

        var s3 = await aws.RunAsync("s3", "ls");
        var tables = await aws.RunAsync("s3tables", "list-table-buckets");

        Assert.NotEqual(0, s3.ExitCode);
        Assert.Contains("(SignatureDoesNotMatch) when calling the ListBuckets operation", s3.Errors);
        Assert.NotEqual(0, tables.ExitCode);
        Assert.Contains("(InvalidSignatureException) when calling the ListTableBuckets operation", tables.Errors);
    }

    private static async Task WalkAsync(AwsCli aws, string name)
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("employee_data.csv", Employees());

        // Step 3: the test data.
        await aws.DoAsync("s3", "mb", $"s3://{name}");
        await aws.DoAsync("s3", "cp", csv, $"s3://{name}/s3table-example/input/");
        Assert.Equal(await File.ReadAllTextAsync(csv, TestContext.Current.CancellationToken), await aws.DoAsync("s3", "cp", $"s3://{name}/s3table-example/input/employee_data.csv", "-"));

        // Step 5: the table bucket, and what the job of step 7 creates in it.
        var arn = (await aws.DoJsonAsync("s3tables", "create-table-bucket", "--region", AwsEnvironment.Region, "--name", name))["arn"]!.GetValue<string>();
        Assert.EndsWith($":bucket/{name}", arn);
        await aws.DoJsonAsync("s3tables", "create-namespace", "--table-bucket-arn", arn, "--namespace", Namespace);
        var created = await aws.DoJsonAsync(
            "s3tables", "create-table", "--table-bucket-arn", arn, "--namespace", Namespace, "--name", Table, "--format", "ICEBERG", "--metadata", Metadata);

        // Step 9: the table as the seed shows it.
        var table = await aws.DoJsonAsync("s3tables", "get-table", "--table-bucket-arn", arn, "--namespace", Namespace, "--name", Table);
        AssertAsTheSeedShows(table, arn);
        Assert.Equal(created["tableARN"]!.GetValue<string>(), table["tableARN"]!.GetValue<string>());

        // Step 10: the maintenance.
        var status = await aws.DoJsonAsync("s3tables", "get-table-maintenance-job-status", "--table-bucket-arn", arn, "--namespace", Namespace, "--name", Table);
        AssertNotYetRun(status, table);

        // Clean-up, in the seed's order.
        await aws.DoAsync("s3tables", "delete-table", "--namespace", Namespace, "--table-bucket-arn", arn, "--name", Table);
        await aws.DoAsync("s3tables", "delete-namespace", "--namespace", Namespace, "--table-bucket-arn", arn);
        await aws.DoAsync("s3tables", "delete-table-bucket", "--region", AwsEnvironment.Region, "--table-bucket-arn", arn);
        var gone = await aws.RunAsync("s3tables", "get-table", "--table-bucket-arn", arn, "--namespace", Namespace, "--name", Table);
        Assert.Contains("(NotFoundException)", gone.Errors);
    }

    private static void AssertAsTheSeedShows(JsonObject table, string arn)
    {
        Assert.Equal(Shown, table.Select(member => member.Key).Except(AddedSince));
        Assert.Equal((Table, "customer", "ICEBERG"), (Text("name"), Text("type"), Text("format")));
        Assert.Equal([Namespace], table["namespace"]!.AsArray().Select(item => item!.GetValue<string>()));
        Assert.Matches($"^{arn}/table/[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}$", Text("tableARN"));
        Assert.Matches("^[0-9a-f]{20}$", Text("versionToken"));
        Assert.Matches("^s3://[0-9a-z-]{63}$", Text("warehouseLocation"));
        Assert.EndsWith("--table-s3", Text("warehouseLocation"));
        Assert.StartsWith($"{Text("warehouseLocation")}/metadata/00000-", Text("metadataLocation"));
        // 2025-01-07T22:14:48.689581+00:00
        foreach (var time in new[] { "createdAt", "modifiedAt" }) Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+00:00$", Text(time));
        Assert.Equal(Text("ownerAccountId"), Text("createdBy"));
        Assert.Contains($":{Text("ownerAccountId")}:", arn);

        string Text(string member) => table[member]!.GetValue<string>();
    }

    private static void AssertNotYetRun(JsonObject status, JsonObject table)
    {
        Assert.Equal(["tableARN", "status"], status.Select(member => member.Key));
        Assert.Equal(table["tableARN"]!.GetValue<string>(), status["tableARN"]!.GetValue<string>());
        var jobs = status["status"]!.AsObject();
        Assert.Equal(["icebergCompaction", "icebergSnapshotManagement", "icebergUnreferencedFileRemoval"], jobs.Select(job => job.Key).Order());
        Assert.All(jobs, job => Assert.Equal("""{"status":"Not_Yet_Run"}""", job.Value!.ToJsonString()));
    }

    private static string Employees() =>
        "id,name,level,salary\n" + string.Concat(Enumerable.Range(1, 100).Select(id => $"{id},Employee {id},{(id % 2 == 0 ? "Senior" : "Junior")},{id * 1000}.50\n"));

    private const string Metadata =
        """{"iceberg":{"schema":{"fields":[{"name":"id","type":"int"},{"name":"name","type":"string"},{"name":"level","type":"string"},{"name":"salary","type":"double"}]}}}""";
}
