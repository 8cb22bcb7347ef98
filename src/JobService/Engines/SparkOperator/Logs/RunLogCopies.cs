using Floe.JobService.Engines.SparkOperator.Views;
using Floe.JobService.Kubernetes;

namespace Floe.JobService.Engines.SparkOperator.Logs;

/// <summary>The copies of the logs of one run's pods. A pod that is started again has another UID and is copied after the one before it.</summary>
/// <param name="changed">Told when a copy is whole.</param>
internal sealed class RunLogCopies(JobRun run, Change changed, KubernetesApi api, LogSlots slots, SparkOperatorOptions options, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, (PodLogCopy Copy, string Role, Task Task)> _copies = [];
    private readonly bool _isResumed = run.Handle is not null;

    /// <summary>Begins to copy the logs of pods that have started, and tells the copies what became of theirs.</summary>
    public async Task LookAsync(IReadOnlyList<PodView> pods, CancellationToken cancellationToken)
    {
        foreach (var pod in pods)
        {
            if (_copies.TryGetValue(pod.Metadata.Uid, out var known)) known.Copy.Update(pod);
            else if (pod.HasStarted && RoleOf(pod) is { } role) await StartAsync(pod, role, cancellationToken);
        }
        foreach (var (uid, copy) in _copies)
        {
            if (!pods.Any(pod => pod.Metadata.Uid == uid)) copy.Copy.Update(null);
        }
    }

    /// <summary>Before the pods go: until what their logs have now is there, or for so long.</summary>
    public async Task CatchUpAsync(TimeSpan patience) =>
        await Task.WhenAll(_copies.Values.Select(Task (copy) => Task.WhenAny(copy.Copy.CatchUpAsync(), copy.Task))).WaitAsync(patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Everything that the pods have written is there.</summary>
    public bool AreWhole => _copies.Values.All(copy => copy.Task.IsCompleted);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_copies.Values.Select(copy => copy.Task)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private string? RoleOf(PodView pod)
    {
        if (pod.IsDriver) return LogRole.Driver;
        return options.ExecutorLogs && pod.Metadata.Labels is { SparkRole: "executor", ExecutorId: { } id } && LogRole.IsWellFormed(LogRole.Executor(id)) ? LogRole.Executor(id) : null;
    }

    private async Task StartAsync(PodView pod, string role, CancellationToken cancellationToken)
    {
        var log = await run.Reporter.OpenLogAsync(role, cancellationToken);
        var before = _copies.Values.Where(copy => copy.Role == role).Select(copy => copy.Task).LastOrDefault();
        if (before is not null) log.Write($"{StoredLines.Note}The operator starts it again: pod {pod.Metadata.Name}, {pod.Metadata.Uid}.");
        var position = before is null && _isResumed ? await StoredLines.ReadAsync(log, cancellationToken) : new LogPosition();
        var copy = new PodLogCopy(pod, log, position, api, slots, time, logger);
        _copies.Add(pod.Metadata.Uid, (copy, role, Task.Run(() => RunAsync(copy, before), CancellationToken.None)));
    }

    private async Task RunAsync(PodLogCopy copy, Task? before)
    {
        try
        {
            if (before is not null) await before;
            await copy.RunAsync(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The run is over, or another process has it.
        }
        finally
        {
            changed.Set();
        }
    }
}
