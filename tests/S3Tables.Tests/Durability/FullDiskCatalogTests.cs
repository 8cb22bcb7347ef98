using System.Globalization;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Catalog.Wire;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Tests.Rest;
using Floe.Testing;
using CreateTableRequest = Floe.S3Tables.Client.Contracts.CreateTableRequest;

namespace Floe.S3Tables.Tests.Durability;

/// <summary>
/// A disk that fills up under commits, new tables and uploads. What was refused has not happened and may be tried again; REST clients take any 5xx for a commit of
/// which nobody knows, so a commit is refused by 409.
/// </summary>
public sealed class FullDiskCatalogTests
{
    private const int Disk = 40;
    private const int Ballast = 16 << 20;
    private const int Part = 5 << 20;
    private const string Namespace = "ns";

    /// <summary>Fits into the database, or takes a file.</summary>
    private static readonly int[] Sizes = [2_000, 60_000];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_refuses_commits_tables_and_uploads_whole_and_takes_them_again_when_there_is_space()
    {
        using var disk = SmallDisk.MountOrSkip(Disk);
        var ballast = Path.Combine(disk.Path, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[Ballast], Token);
        var log = new CollectedLog();
        var steps = new Dictionary<string, int>();
        var upload = "";
        TableBucketArn bucket;
        await using (var service = await ServiceOnDisk.StartAsync(disk, log))
        {
            bucket = await PrepareAsync(service);
            upload = await BeginUploadAsync(service.S3);
            await FillAsync(service.S3);

            await AssertUploadIsRefusedAsync(service.S3, upload);
            foreach (var size in Sizes)
            {
                steps["t"] = await CommitUntilRefusedAsync(service, bucket, size, steps.GetValueOrDefault("t"), "t");
                steps["one"] = steps["two"] = await CommitUntilRefusedAsync(service, bucket, size, steps.GetValueOrDefault("one"), "one", "two");
            }
            var missing = await CreateUntilRefusedAsync(service, bucket);
            await AssertStepsAsync(service, bucket, steps);
            Assert.DoesNotContain(log.Errors, line => !line.Contains("space left", StringComparison.OrdinalIgnoreCase) && !line.Contains("full", StringComparison.OrdinalIgnoreCase));

            File.Delete(ballast);
            await service.Tables.CreateTableAsync(bucket, Namespace, NewTable(missing), Token);
            await CommitAsync(service, bucket, Sizes[1], ++steps["t"], "t");
            steps["two"] = ++steps["one"];
            await CommitAsync(service, bucket, Sizes[1], steps["one"], "one", "two");
            await AssertUploadCompletesAsync(service.S3, upload);
        }
        // The store opens again with all of it.
        await using var again = await ServiceOnDisk.StartAsync(disk, log);
        await AssertStepsAsync(again, bucket, steps);
        Assert.Equal(2 * Part, (await again.S3.GetByteArrayAsync("full/upload", Token)).Length);
    }

    private static async Task<TableBucketArn> PrepareAsync(ServiceOnDisk service)
    {
        (await service.S3.PutAsync("full", null, Token)).EnsureSuccessStatusCode();
        var bucket = TableBucketArn.Parse((await service.Tables.CreateTableBucketAsync(new("lake"), Token)).Arn);
        await service.Tables.CreateNamespaceAsync(bucket, Namespace, Token);
        foreach (var table in new[] { "t", "one", "two" }) await service.Tables.CreateTableAsync(bucket, Namespace, NewTable(table), Token);
        return bucket;
    }

    private static CreateTableRequest NewTable(string name) => new(name, Metadata: new TableMetadata(new(new([new("id", "long")]))));

    private static async Task FillAsync(HttpClient s3)
    {
        for (var i = 0; ; i++)
        {
            using var response = await s3.PutAsync($"full/{i}", new ByteArrayContent(new byte[50_000]), Token);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable) return;
            response.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Counts in a property of the tables, and gives them another of so many characters. Returns the last step acknowledged.</summary>
    private static async Task<int> CommitUntilRefusedAsync(ServiceOnDisk service, TableBucketArn bucket, int size, int step, params string[] tables)
    {
        while (true)
        {
            var (status, body) = await SendCommitAsync(service, bucket, size, step + 1, tables);
            if (status is 200 or 204)
            {
                step++;
                continue;
            }
            Assert.True(status == 409, $"{status}: {body}");
            Assert.Contains("\"CommitFailedException\"", body);
            Assert.Contains("space left", body);
            return step;
        }
    }

    private static async Task CommitAsync(ServiceOnDisk service, TableBucketArn bucket, int size, int step, params string[] tables)
    {
        var (status, body) = await SendCommitAsync(service, bucket, size, step, tables);
        Assert.True(status is 200 or 204, $"{status}: {body}");
    }

    private static Task<(int Status, string Body)> SendCommitAsync(ServiceOnDisk service, TableBucketArn bucket, int size, int step, string[] tables)
    {
        var changes = tables.Select(table => new CommitTableRequest(
            [], [Commits.Property(TablesUnderKill.Step, step.ToString(CultureInfo.InvariantCulture)), Commits.Property("load", new string('x', size))], new TableIdentifier(Namespace, table))).ToList();
        return changes is [var only]
            ? service.PostAsync(bucket, $"namespaces/{Namespace}/tables/{tables[0]}", only.Serialize())
            : service.PostAsync(bucket, "transactions/commit", new CommitTransactionRequest([.. changes]).Serialize());
    }

    /// <summary>Returns the name of the table that was refused and is not there.</summary>
    private static async Task<string> CreateUntilRefusedAsync(ServiceOnDisk service, TableBucketArn bucket)
    {
        for (var i = 0; ; i++)
        {
            var name = $"new{i}";
            try
            {
                await service.Tables.CreateTableAsync(bucket, Namespace, NewTable(name), Token);
            }
            catch (S3TablesException e)
            {
                Assert.Equal((500, "InternalServerErrorException"), ((int)e.Status, e.ErrorCode));
                Assert.Contains("space left", e.Message);
                var missing = await Assert.ThrowsAsync<S3TablesException>(() => service.Tables.GetTableAsync(new TableReference(bucket, Namespace, name), Token));
                Assert.Equal(404, (int)missing.Status);
                return name;
            }
        }
    }

    private static async Task AssertStepsAsync(ServiceOnDisk service, TableBucketArn bucket, IReadOnlyDictionary<string, int> steps)
    {
        using var catalog = service.OpenCatalog(bucket);
        foreach (var (table, step) in steps) Assert.Equal(step, TablesUnderKill.StepOf((await catalog.LoadTableAsync(new(Namespace, table), Token)).Metadata));
    }

    private static async Task<string> BeginUploadAsync(HttpClient s3)
    {
        using var begun = await s3.PostAsync("full/upload?uploads", null, Token);
        var id = XDocument.Parse(await begun.Content.ReadAsStringAsync(Token)).Root!.Elements().Single(element => element.Name.LocalName == "UploadId").Value;
        for (var number = 1; number <= 2; number++) (await s3.PutAsync($"full/upload?partNumber={number}&uploadId={id}", new ByteArrayContent(new byte[Part]), Token)).EnsureSuccessStatusCode();
        return id;
    }

    private static async Task AssertUploadIsRefusedAsync(HttpClient s3, string upload)
    {
        using var refused = await CompleteAsync(s3, upload);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("<Code>ServiceUnavailable</Code>", await refused.Content.ReadAsStringAsync(Token));
        Assert.Equal(HttpStatusCode.NotFound, (await s3.GetAsync("full/upload", Token)).StatusCode);
        Assert.Equal(2, XDocument.Parse(await s3.GetStringAsync($"full/upload?uploadId={upload}", Token)).Root!.Elements().Count(element => element.Name.LocalName == "Part"));
    }

    private static async Task AssertUploadCompletesAsync(HttpClient s3, string upload)
    {
        using var completed = await CompleteAsync(s3, upload);
        Assert.True(completed.IsSuccessStatusCode, await completed.Content.ReadAsStringAsync(Token));
    }

    private static Task<HttpResponseMessage> CompleteAsync(HttpClient s3, string upload)
    {
        var etag = Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(new byte[Part]));
        var parts = string.Concat(Enumerable.Range(1, 2).Select(number => $"<Part><PartNumber>{number}</PartNumber><ETag>{etag}</ETag></Part>"));
        return s3.PostAsync($"full/upload?uploadId={upload}", new StringContent($"<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>", Encoding.UTF8, "application/xml"), Token);
    }
}
