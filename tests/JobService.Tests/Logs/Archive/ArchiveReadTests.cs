using System.Globalization;
using System.Net;
using System.Text;
using Floe.JobService.Client;
using Floe.JobService.Logs;
using Floe.JobService.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Floe.JobService.Tests.Logs.Archive;

public abstract class ArchiveReadTests(StoreKind store) : ArchiveTestBase(store)
{
    [Fact]
    public async Task The_archived_log_is_read_as_the_one_that_was_here()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects, ArchivedAlone);
        // More than a piece of it, with a line that is longer than one.
        var lines = string.Join('\n', Enumerable.Range(1, 12_000).Select(i => $"line {i} {new string('x', i == 6_000 ? 600_000 : i % 60)}"));
        var job = await RunAsync(service, lines, executor: "from the executor");
        var middle = (await TextAsync(service, job.Id)).IndexOf(" line 9000 ", StringComparison.Ordinal) - 24;
        string[] queries =
        [
            "", "?role=executor-1", "?role=executor-2", "?attempt=1", "?attempt=2", "?tail=1", "?tail=3000", "?tail=100000", $"?cursor=1-{middle}", "?cursor=1-999999999", "?follow=true", $"?follow=true&cursor=1-{middle}",
        ];
        var before = new List<(string, string?)>();
        foreach (var query in queries) before.Add(await ReadAsync(service, job.Id, query));
        var followed = await service.Client.FollowAsync(job.Id, cancellationToken: Cancel).ToListAsync(Cancel);
        await ArchiveAsync(service);
        await CleanAsync(service);
        Assert.False(Directory.Exists(Path.Combine(service.DataFolder, "logs", job.Id)));

        for (var i = 0; i < queries.Length; i++) Assert.Equal(before[i], await ReadAsync(service, job.Id, queries[i]));
        Assert.Equal(followed, await service.Client.FollowAsync(job.Id, cancellationToken: Cancel).ToListAsync(Cancel));
        Assert.Equal(["driver", "executor-1"], Assert.Single((await service.GetAsync(job.Id)).Attempts).LogRoles);
        Assert.Equal(12_001 + 1, before[0].Item1.Split('\n').Length);
    }

    [Fact]
    public async Task A_reader_that_breaks_off_again_and_again_loses_and_doubles_no_archived_line()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects, ArchivedAlone);
        var job = await RunAsync(service, string.Join('\n', Enumerable.Range(0, 2000)));
        await ArchiveAsync(service);
        await CleanAsync(service);
        var network = new CutConnections(firstCut: 10_000);
        using var http = new HttpClient(network) { BaseAddress = service.Endpoint };

        var seen = await new JobsClient(http).FollowLogsAsync(job.Id, cancellationToken: Cancel).Select(line => line.Text[25..]).ToListAsync(Cancel);

        Assert.Equal([.. Enumerable.Range(0, 2000).Select(i => i.ToString(CultureInfo.InvariantCulture)), "Succeeded."], seen);
        Assert.True(network.Connections > 3, $"{network.Connections} connections");
    }

    [Fact]
    public async Task A_reader_goes_on_in_the_archive_when_the_copy_goes_under_it()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects, ArchivedAlone);
        var job = await RunAsync(service, string.Join('\n', Enumerable.Range(0, 5000)));
        await ArchiveAsync(service);
        var whole = await TextAsync(service, job.Id);
        var logs = service.Services.GetRequiredService<JobLogs>();
        using var reader = await logs.OpenReaderAsync(new(job.Id, 1, "driver"), 0, Cancel);
        var text = Encoding.UTF8.GetString((await reader!.ReadAsync(Cancel)).Span);

        await CleanAsync(service);
        while (await reader.ReadAsync(Cancel) is { IsEmpty: false } part) text += Encoding.UTF8.GetString(part.Span);

        Assert.Equal(whole, text);
    }

    [Fact]
    public async Task A_reader_of_a_log_that_is_deleted_for_good_comes_to_an_end()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects);
        var job = await RunAsync(service, string.Join('\n', Enumerable.Range(0, 5000)));
        var logs = service.Services.GetRequiredService<JobLogs>();
        using var reader = await logs.OpenReaderAsync(new(job.Id, 1, "driver"), 0, Cancel);
        Assert.False((await reader!.ReadAsync(Cancel)).IsEmpty);

        await logs.DeleteAsync(job.Id, Cancel);

        while (!(await reader.ReadAsync(Cancel)).IsEmpty) Cancel.ThrowIfCancellationRequested();
        Assert.Null(await logs.OpenReaderAsync(new(job.Id, 1, "executor-9"), 0, Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?tail=2")]
    [InlineData("?follow=true")]
    public async Task An_archive_that_cannot_be_read_is_named(string query)
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects, ArchivedAlone);
        var job = await RunAsync(service);
        await ArchiveAsync(service);
        await CleanAsync(service);
        await objects.StopAsync();

        using var response = await service.Http.GetAsync(new Uri($"api/v1/jobs/{job.Id}/logs{query}", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"{Folder}{job.Id}/attempt-1/driver.log", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        // What is not in it needs no archive.
        Assert.Equal($"{Folder}{job.Id}/attempt-1/", (await service.GetAsync(job.Id)).Links.LogArchive);
    }

    [Fact]
    public async Task An_archived_log_that_somebody_deleted_is_gone_for_good()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects, ArchivedAlone);
        var job = await RunAsync(service);
        await ArchiveAsync(service);
        await CleanAsync(service);
        await objects.S3.DeleteObjectAsync(ObjectStore.Bucket, $"floe/{job.Id}/attempt-1/driver.log", Cancel);

        var (status, body) = await service.SendAsync(HttpMethod.Get, $"api/v1/jobs/{job.Id}/logs");

        Assert.Equal(410, status);
        Assert.Contains("lifecycle rule", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_copy_is_here_the_archive_is_not_needed()
    {
        await using var objects = await ObjectStore.StartAsync();
        await using var service = await StartAsync(objects, Archived with { LocalAfter = TimeSpan.FromDays(1) });
        var job = await RunAsync(service);
        await ArchiveAsync(service);
        await CleanAsync(service);
        await objects.StopAsync();

        Assert.Contains("a line", await TextAsync(service, job.Id), StringComparison.Ordinal);
    }

    /// <summary>The text and the cursor after it.</summary>
    private static async Task<(string Text, string? Cursor)> ReadAsync(TestService service, string id, string query)
    {
        using var response = await service.Http.GetAsync(new Uri($"api/v1/jobs/{id}/logs{query}", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadAsStringAsync(Cancel), response.Headers.TryGetValues("Floe-Next-Cursor", out var cursor) ? cursor.Single() : null);
    }
}

public sealed class ArchiveReadTestsOnSqlite() : ArchiveReadTests(StoreKind.Sqlite);

public sealed class ArchiveReadTestsOnPostgres() : ArchiveReadTests(StoreKind.Postgres);
