using Floe.JobService.Cleanup;
using Floe.JobService.Contracts;
using Floe.JobService.Dispatch;
using Floe.JobService.Hosting;
using Floe.JobService.Logs;
using Floe.JobService.Logs.Archive;
using Floe.JobService.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Floe.JobService.Tests.Logs.Archive;

/// <summary>Services with an archive in a real object store.</summary>
public abstract class ArchiveTestBase(StoreKind store) : StoreTests(store)
{
    protected const string Folder = "s3://logs/floe/";

    internal static LogOptions Archived { get; } = new() { Archive = ArchiveFolder.Parse(Folder) };

    /// <summary>The service's own copies may go as soon as the logs are archived.</summary>
    internal static LogOptions ArchivedAlone { get; } = Archived with { LocalAfter = TimeSpan.Zero };

    internal Task<TestService> StartAsync(ObjectStore objects, LogOptions? logs = null, string? dataFolder = null, Func<JobServiceOptions, JobServiceOptions>? adapt = null, TimeProvider? clock = null) =>
        TestService.StartAsync(dataFolder, options => (adapt?.Invoke(options) ?? options) with { Logs = logs ?? Archived }, store: Store, clock: clock, aws: objects.Configuration);

    /// <summary>Does now what the leader does by itself.</summary>
    internal static Task<LeaderPause> ArchiveAsync(TestService service) => Work<ArchiveWork>(service).RunAsync(1, Cancel);

    internal static Task CleanAsync(TestService service) => Work<CleanupWork>(service).RunAsync(1, Cancel);

    /// <summary>A job whose run has written this, and ended.</summary>
    internal static async Task<JobDetails> RunAsync(TestService service, string text = "a line", string? executor = null)
    {
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        run.Log(text);
        if (executor is not null) await run.LogAsync("executor-1", executor);
        run.Succeed();
        return await service.EndOfAsync(job.Id);
    }

    internal static async Task<string> TextAsync(TestService service, string id, string query = "") =>
        await service.Http.GetStringAsync(new Uri($"api/v1/jobs/{id}/logs{query}", UriKind.Relative), Cancel);

    private static T Work<T>(TestService service)
        where T : ILeaderWork => service.Services.GetServices<ILeaderWork>().OfType<T>().Single();
}
