using System.Diagnostics;
using Floe.JobsBench.Children;
using Floe.JobsBench.Load;
using Floe.JobService.Client;

namespace Floe.JobsBench.Followers;

/// <summary>One job whose driver writes, and many who follow its log.</summary>
internal sealed class FollowersBench(int followers, int lines, double rate) : IAsyncDisposable
{
    private const string Space = "spark-jobs";

    private readonly string _folder = Directory.CreateTempSubdirectory("floe-followers-bench-").FullName;
    private ClusterChild? _cluster;
    private ServiceChild? _service;

    /// <returns>0 where each follower got each line once, over one stream.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var kubeconfig = Path.Combine(_folder, "kubeconfig");
        _cluster = await ClusterChild.StartAsync(kubeconfig, [Space], executors: 0, cancellationToken);
        _service = await ServiceChild.StartAsync(new(Program: null, Path.Combine(_folder, "data"), kubeconfig, [Space], MaxRunning: 1, StartsPerSecond: 1000), cancellationToken);
        var id = await StartJobAsync(_service, cancellationToken);
        // Once through everything, so that what grows later is the followers'.
        var first = new Follower(_service.Client, id);
        var firstRead = first.RunAsync(cancellationToken);
        await _cluster.WriteAsync(id, lines, rate, cancellationToken);
        await first.UntilAsync(lines, cancellationToken);
        var before = _service.Process.Resident;
        var all = Enumerable.Range(0, followers - 1).Select(_ => new Follower(_service.Client, id)).ToList();
        var reading = all.Select(follower => follower.RunAsync(cancellationToken)).ToList();
        await Task.WhenAll(all.Select(follower => follower.UntilAsync(lines, cancellationToken)));
        var began = Stopwatch.GetTimestamp();
        await _cluster.WriteAsync(id, lines, rate, cancellationToken);
        await Task.WhenAll(all.Append(first).Select(follower => follower.UntilAsync(2 * lines, cancellationToken)));
        var elapsed = Stopwatch.GetElapsedTime(began);
        var (opened, open) = await _cluster.StreamsAsync(id, cancellationToken);
        Console.WriteLine($"followers {followers}: {opened} stream{(opened == 1 ? "" : "s")} to the cluster ({open} open), {lines} lines in {elapsed.TotalSeconds:0.0} s to each");
        Console.WriteLine($"memory    {before:0} MiB with one follower, {_service.Process.Resident:0} MiB with all, {_service.Process.Peak - before:0} MiB more at most");
        await _cluster.EndAsync(1, 0, cancellationToken);
        await Task.WhenAll(reading.Append(firstRead));
        var wrong = all.Append(first).Count(follower => !follower.IsExact(lines, 2));
        Console.WriteLine($"outcome   {followers - wrong} of {followers} got each line once and in order");
        return wrong == 0 && opened == 1 ? 0 : 1;
    }

    public ValueTask DisposeAsync()
    {
        _service?.Dispose();
        _cluster?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<string> StartJobAsync(ServiceChild service, CancellationToken cancellationToken)
    {
        var load = new LoadRun(new(1, Path.Combine(AppContext.BaseDirectory, "spark-pi-sleep.yaml"), "followed", 8, 1, 1, 60, [Space], NoCleanup: true), service.Http);
        await load.SubmitAsync(cancellationToken);
        var id = load.Ids.Single();
        await foreach (var change in service.Client.FollowAsync(id, cancellationToken: cancellationToken))
        {
            if (change is JobLogLine) return id;
        }
        throw new InvalidOperationException($"Job {id} ended before its driver wrote anything.");
    }
}
