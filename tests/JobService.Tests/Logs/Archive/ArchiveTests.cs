using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Floe.JobService.Contracts;
using Floe.JobService.Logs;
using Floe.JobService.Logs.Archive;
using Floe.JobService.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Floe.JobService.Tests.Logs.Archive;

public abstract class ArchiveTests(StoreKind store) : ArchiveTestBase(store)
{
    [Theory]
    [InlineData(JobState.Succeeded)]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Cancelled)]
    public async Task Logs_of_a_job_that_is_over_are_in_the_archive_for_people_to_read(JobState end)
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects);
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        run.Log("from the driver: größer");
        await run.LogAsync("executor-1", "from the executor");
        switch (end)
        {
            case JobState.Succeeded: run.Succeed(); break;
            case JobState.Failed: run.Fail("broken"); break;
            default:
                await service.Client.CancelAsync(job.Id, Cancel);
                await run.StopAsked;
                run.Stop();
                break;
        }
        Assert.Equal(end, (await service.EndOfAsync(job.Id)).State);
        await ArchiveAsync(service);

        var (text, type) = await objects.ReadAsync($"floe/{job.Id}/attempt-1/driver.log");
        Assert.Equal([$"floe/{job.Id}/attempt-1/driver.log", $"floe/{job.Id}/attempt-1/executor-1.log"], await objects.KeysAsync());
        Assert.Equal(await TextAsync(service, job.Id), text);
        Assert.Contains("größer\n", text, StringComparison.Ordinal);
        Assert.Equal("text/plain; charset=utf-8", type);
        var details = await service.GetAsync(job.Id);
        Assert.Equal($"{Folder}{job.Id}/attempt-1/", details.Links.LogArchive);
        Assert.Equal(details.Links.LogArchive, Assert.Single(details.Attempts).Links!["logArchive"]);
    }

    [Fact]
    public async Task The_leader_archives_by_itself()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects);
        var job = await RunAsync(service);

        while ((await service.GetAsync(job.Id)).Links.LogArchive is null) Cancel.ThrowIfCancellationRequested();

        Assert.Single(await objects.KeysAsync());
    }

    [Fact]
    public async Task An_archive_that_is_away_holds_no_job_up_and_gets_everything_when_it_is_back()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects);
        await objects.StopAsync();
        var jobs = new List<JobDetails>();
        for (var i = 0; i < 3; i++) jobs.Add(await RunAsync(service, $"line {i}"));
        var (first, second) = (await ArchiveAsync(service), await ArchiveAsync(service));

        Assert.All(jobs, job => Assert.Equal(JobState.Succeeded, job.State));
        Assert.Null(first.Unless);
        Assert.True(second.AtMost > first.AtMost, $"{first.AtMost}, then {second.AtMost}");
        Assert.Contains("line 1", await TextAsync(service, jobs[1].Id), StringComparison.Ordinal);
        Assert.Null((await service.GetAsync(jobs[1].Id)).Links.LogArchive);

        await objects.StartAgainAsync();
        await ArchiveAsync(service);

        foreach (var job in jobs) Assert.Equal(await TextAsync(service, job.Id), (await objects.ReadAsync($"floe/{job.Id}/attempt-1/driver.log")).Text);
    }

    [Fact]
    public async Task A_log_that_the_archive_does_not_take_does_not_hold_up_the_others()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects);
        var refused = await service.SubmitAsync();
        // As a policy does that somebody wrote for some of the keys.
        RequestEventHandler refuse = (_, e) =>
        {
            if (e is WebServiceRequestEventArgs { Request: PutObjectRequest put } && put.Key.Contains(refused.Id, StringComparison.Ordinal))
                throw new AmazonS3Exception("No.") { StatusCode = HttpStatusCode.Forbidden, ErrorCode = "AccessDenied" };
        };
        var s3 = (AmazonS3Client)service.Services.GetRequiredService<IAmazonS3>();
        s3.BeforeRequestEvent += refuse;
        (await service.Engine.NextRunningAsync()).Succeed();
        await service.EndOfAsync(refused.Id);
        var next = await RunAsync(service);
        await ArchiveAsync(service);

        Assert.Null((await service.GetAsync(refused.Id)).Links.LogArchive);
        Assert.NotNull((await service.GetAsync(next.Id)).Links.LogArchive);
        s3.BeforeRequestEvent -= refuse;
        await ArchiveAsync(service);
        Assert.NotNull((await service.GetAsync(refused.Id)).Links.LogArchive);
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_yet_is_waited_for()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects, new() { Archive = new("later", "") });
        var job = await RunAsync(service);
        Assert.Null((await ArchiveAsync(service)).Unless);

        await objects.S3.PutBucketAsync(new PutBucketRequest { BucketName = "later" }, Cancel);
        await ArchiveAsync(service);

        Assert.Equal($"s3://later/{job.Id}/attempt-1/", (await service.GetAsync(job.Id)).Links.LogArchive);
    }

    [Fact]
    public async Task Each_attempt_has_a_folder_of_its_own()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects, ArchivedAlone);
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        run.Log("the first time");
        run.Fail("broken");
        await service.EndOfAsync(job.Id);
        await ArchiveAsync(service);
        await CleanAsync(service);
        await service.Client.RetryAsync(job.Id, Cancel);
        var again = await service.Engine.NextRunningAsync();
        again.Log("the second time");
        await service.UntilLoggedAsync(job.Id, "the second time");

        // One attempt is in the archive alone, the other goes on here.
        Assert.Matches("the first time\n.*Failed: broken\n.*the second time\n$", await TextAsync(service, job.Id));
        again.Succeed();
        await service.EndOfAsync(job.Id);
        await ArchiveAsync(service);

        Assert.Contains("the first time", (await objects.ReadAsync($"floe/{job.Id}/attempt-1/driver.log")).Text, StringComparison.Ordinal);
        Assert.Matches("^.* the second time\n.* Succeeded.\n$", (await objects.ReadAsync($"floe/{job.Id}/attempt-2/driver.log")).Text);
        Assert.Equal([$"{Folder}{job.Id}/attempt-1/", $"{Folder}{job.Id}/attempt-2/"], (await service.GetAsync(job.Id)).Attempts.Select(attempt => attempt.Links!["logArchive"]));
    }

    [Fact]
    public async Task An_archive_that_is_set_up_later_gets_the_logs_there_are()
    {
        await using var objects = await ObjectStore.StartAsync();
        using var folder = new TempFolder();
        string id;
        await using (var before = await StartAsync(objects, new LogOptions(), folder.Path)) id = (await RunAsync(before)).Id;
        await using var service = await StartAsync(objects, dataFolder: folder.Path);

        await ArchiveAsync(service);

        Assert.Equal([$"floe/{id}/attempt-1/driver.log"], await objects.KeysAsync());
    }

    [Fact]
    public async Task Logs_stay_readable_where_they_were_archived_whatever_is_set_now()
    {
        await using var objects = await ObjectStore.StartAsync();
        using var folder = new TempFolder();
        string id;
        await using (var before = await StartAsync(objects, ArchivedAlone, folder.Path))
        {
            id = (await RunAsync(before)).Id;
            await ArchiveAsync(before);
            await CleanAsync(before);
        }

        foreach (var now in new[] { new LogOptions(), new LogOptions { Archive = new("logs", "elsewhere/") } })
        {
            await using var service = await StartAsync(objects, now, folder.Path);
            Assert.Contains("a line", await TextAsync(service, id), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_archives_an_attempt_again_takes_nothing_of_it_away()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects, ArchivedAlone);
        var run = service.Services.GetRequiredService<ArchiveRun>();
        var store = service.Services.GetRequiredService<ArchiveStore>();
        var job = await RunAsync(service);
        await ArchiveAsync(service);
        var attempt = new AttemptOfJob(job.Id, 1, 1);
        // A leader that was stopped for a while, before the copies go, half way, and after.
        await run.RunAsync(attempt, Cancel);
        await service.Services.GetRequiredService<ILogStore>().DeleteAsync(job.Id, 1, Cancel);
        await run.RunAsync(attempt, Cancel);
        await CleanAsync(service);
        await run.RunAsync(attempt, Cancel);

        Assert.Contains("a line", await TextAsync(service, job.Id), StringComparison.Ordinal);
        await service.Services.GetRequiredService<JobLogs>().DeleteAsync(job.Id, Cancel);
        await store.ForgetAsync([job.Id], Cancel);
        Assert.False(await store.KeepAsync(attempt, new($"{Folder}{job.Id}/attempt-1/", []), Cancel));
    }

    [Fact]
    public async Task An_upload_that_ends_after_its_job_was_deleted_leaves_nothing()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects);
        await using (var sink = await service.Services.GetRequiredService<ILogStore>().OpenSinkAsync(new("0123456789abcdef0123", 1, "driver"), Cancel)) sink.Add("of a job without a row\n"u8.ToArray());

        await service.Services.GetRequiredService<ArchiveRun>().RunAsync(new AttemptOfJob("0123456789abcdef0123", 99, 1), Cancel);

        Assert.Empty(await objects.KeysAsync());
    }

    [Fact]
    public async Task An_attempt_that_goes_on_is_not_archived()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects);
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        run.Log("not yet");
        await service.UntilLoggedAsync(job.Id, "not yet");

        await ArchiveAsync(service);

        Assert.Empty(await objects.KeysAsync());
        run.Succeed();
    }
}

public sealed class ArchiveTestsOnSqlite() : ArchiveTests(StoreKind.Sqlite);

public sealed class ArchiveTestsOnPostgres() : ArchiveTests(StoreKind.Postgres);
