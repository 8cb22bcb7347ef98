using Amazon.S3.Model;
using Floe.JobService.Cleanup;
using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Hosting;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Logs.Archive;

public abstract class ArchiveCleanupTests(StoreKind store) : ArchiveTestBase(store)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TestClock _clock = new(Start);

    [Fact]
    public async Task Copies_go_first_then_the_logs_then_the_job()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects, Archived with { LocalAfter = TimeSpan.FromDays(2) }, adapt: With(new() { LogsAfter = TimeSpan.FromDays(5), JobsAfter = TimeSpan.FromDays(10) }), clock: _clock);
        var job = await RunAsync(service);
        await ArchiveAsync(service);

        await CleanAsync(service, days: 1);
        await objects.StopAsync();
        Assert.Contains("a line", await TextAsync(service, job.Id), StringComparison.Ordinal);
        await CleanAsync(service, days: 3);
        Assert.Equal(503, (await service.SendAsync(HttpMethod.Get, $"api/v1/jobs/{job.Id}/logs")).Status);
        await objects.StartAgainAsync();
        Assert.Contains("a line", await TextAsync(service, job.Id), StringComparison.Ordinal);

        await CleanAsync(service, days: 6);
        Assert.Empty(await objects.KeysAsync());
        Assert.Empty(await TextAsync(service, job.Id));
        var details = await service.GetAsync(job.Id);
        Assert.Null(details.Links.LogArchive);
        Assert.Empty(Assert.Single(details.Attempts).LogRoles!);

        await CleanAsync(service, days: 11);
        Assert.Empty((await service.Client.ListAsync(cancellationToken: Cancel)).Jobs);
    }

    [Fact]
    public async Task A_deleted_job_leaves_nothing_in_the_archive_also_of_an_upload_that_was_broken_off()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects, adapt: With(new() { JobsAfter = TimeSpan.FromDays(10) }), clock: _clock);
        var job = await RunAsync(service, executor: "too");
        await ArchiveAsync(service);
        await objects.S3.PutObjectAsync(new PutObjectRequest { BucketName = ObjectStore.Bucket, Key = $"floe/{job.Id}/attempt-2/driver.log", ContentBody = "never written down" }, Cancel);
        await objects.S3.InitiateMultipartUploadAsync(ObjectStore.Bucket, $"floe/{job.Id}/attempt-3/driver.log", Cancel);
        await objects.S3.PutObjectAsync(new PutObjectRequest { BucketName = ObjectStore.Bucket, Key = "floe/other", ContentBody = "not the service's" }, Cancel);

        await CleanAsync(service, days: 11);

        Assert.Empty((await service.Client.ListAsync(cancellationToken: Cancel)).Jobs);
        Assert.Equal(["floe/other"], await objects.KeysAsync());
        Assert.Equal(0, await objects.OpenUploadsAsync());
    }

    [Fact]
    public async Task While_the_archive_is_away_jobs_and_logs_stay_and_the_rest_goes()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects, adapt: With(new() { LogsAfter = TimeSpan.FromDays(5), JobsAfter = TimeSpan.FromDays(10), ResultsAfter = TimeSpan.FromDays(5) }), clock: _clock);
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        run.Log("a line");
        run.End(new RunOutcome { State = JobState.Succeeded, Result = new([], [], Truncated: false) });
        await service.EndOfAsync(job.Id);
        await ArchiveAsync(service);
        await objects.StopAsync();

        await CleanAsync(service, days: 11);
        Assert.Null(await service.Client.ResultAsync(job.Id, Cancel));
        Assert.Contains("a line", await TextAsync(service, job.Id), StringComparison.Ordinal);
        await objects.StartAgainAsync();
        await CleanAsync(service, days: 11);

        Assert.Empty((await service.Client.ListAsync(cancellationToken: Cancel)).Jobs);
        Assert.Empty(await objects.KeysAsync());
    }

    [Fact]
    public async Task A_bucket_that_was_deleted_keeps_no_job()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects, new() { Archive = new("never-made", "") }, adapt: With(new() { JobsAfter = TimeSpan.FromDays(10) }), clock: _clock);
        await RunAsync(service);

        await CleanAsync(service, days: 11);

        Assert.Empty((await service.Client.ListAsync(cancellationToken: Cancel)).Jobs);
    }

    [Fact]
    public async Task Logs_that_were_deleted_before_they_were_archived_are_not_due_any_more()
    {
        await using var objects = await ObjectStore.StartAsync();
        using var folder = new TempFolder();
        await using (var before = await StartAsync(objects, new(), folder.Path, With(new() { LogsAfter = TimeSpan.FromDays(1) }), _clock))
        {
            await RunAsync(before);
            await CleanAsync(before, days: 2);
        }
        await using var service = await StartAsync(objects, dataFolder: folder.Path, clock: _clock);

        await ArchiveAsync(service);

        Assert.Empty(await objects.KeysAsync());
    }

    [Fact]
    public async Task Only_archived_logs_lose_their_copy()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects, ArchivedAlone, clock: _clock);
        await objects.StopAsync();
        var job = await RunAsync(service);

        await CleanAsync(service, days: 100);

        Assert.Contains("a line", await TextAsync(service, job.Id), StringComparison.Ordinal);
    }

    private static Func<JobServiceOptions, JobServiceOptions> With(CleanupOptions cleanup) => options => options with { Cleanup = cleanup };

    private async Task CleanAsync(TestService service, int days)
    {
        _clock.Now = Start.AddDays(days);
        await CleanAsync(service);
    }
}

public sealed class ArchiveCleanupTestsOnSqlite() : ArchiveCleanupTests(StoreKind.Sqlite);

public sealed class ArchiveCleanupTestsOnPostgres() : ArchiveCleanupTests(StoreKind.Postgres);
