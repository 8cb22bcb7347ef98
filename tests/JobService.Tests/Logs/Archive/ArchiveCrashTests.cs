using Floe.JobService.Contracts;
using Floe.JobService.Tests.Support;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Hosting;
using Floe.ServiceDefaults.Aws;

namespace Floe.JobService.Tests.Logs.Archive;

public sealed class ArchiveCrashTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_that_is_killed_between_the_end_of_a_job_and_its_archive_archives_it_when_it_is_back()
    {
        await using var lake = await S3TablesHost.StartAsync(cancellationToken: Cancel);
        await MakeTableBucketAsync(lake);
        await using var objects = await ObjectStore.StartAsync();
        await objects.StopAsync();
        using var folder = new TempFolder();
        (string Name, string? Value)[] settings =
        [
            (AwsVariables.S3Endpoint, objects.Endpoint.AbsoluteUri), (AwsVariables.S3TablesEndpoint, lake.Endpoint.AbsoluteUri), ("JobService__Logs__Archive", "s3://logs/floe"), ("JobService__Logs__LocalAfterDays", "0"),
        ];
        string id, text;
        await using (var service = await ServiceProcess.StartAsync(folder.Path, lake.Endpoint, settings))
        {
            var job = await service.Client.SubmitAsync(new JobDefinition { TableBucket = "lake", Script = "SELECT 42" }, cancellationToken: Cancel);
            id = job.Id;
            await foreach (var _ in service.Client.FollowAsync(id, cancellationToken: Cancel)) { }
            Assert.Equal(JobState.Succeeded, (await service.Client.GetAsync(id, Cancel)).State);
            text = await service.Client.ReadLogAsync(id, Cancel);
            await service.KillAsync();
        }
        await objects.StartAgainAsync();
        Assert.Empty(await objects.KeysAsync());

        await using var again = await ServiceProcess.StartAsync(folder.Path, lake.Endpoint, settings);
        while ((await again.Client.GetAsync(id, Cancel)).Links.LogArchive is null) Cancel.ThrowIfCancellationRequested();

        Assert.NotEmpty(text);
        Assert.Equal(text, (await objects.ReadAsync($"floe/{id}/attempt-1/driver.log")).Text);
        Assert.Equal(text, await again.Client.ReadLogAsync(id, Cancel));
    }

    private static async Task MakeTableBucketAsync(S3TablesHost lake)
    {
        using var signing = new SigV4SigningHandler(_ => ValueTask.FromResult(new AwsCredentials("test", "test")), lake.Options.Region, "s3tables", TimeProvider.System) { InnerHandler = new SocketsHttpHandler() };
        using var http = new HttpClient(signing);
        await new S3TablesClient(http, lake.Endpoint).CreateTableBucketAsync(new("lake"), Cancel);
    }
}
