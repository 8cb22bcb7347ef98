using Floe.JobService.Engines.SparkOperator.Views;

namespace Floe.JobService.Engines.SparkOperator.Logs;

/// <summary>The copies of the logs of one run's pods. A pod that is started again has another UID and is copied after the one before it.</summary>
/// <param name="run">Whose.</param>
/// <param name="mark">Where its driver's log has come to.</param>
/// <param name="changed">Told when a copy is whole.</param>
/// <param name="tools">The engine's.</param>
internal sealed class RunLogCopies(JobRun run, DriverLogMark mark, Change changed, OperatorTools tools) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, (PodLogCopy Copy, string Role, Task Task)> _copies = [];
    private readonly bool _isResumed = run.Handle is not null;

    /// <summary>Everything that the pods have written is there.</summary>
    public bool AreWhole => _copies.Values.All(copy => copy.Task.IsCompleted);

    /// <summary>Why one of them cannot be read just now; null: nothing is known to keep it.</summary>
    public string? Problem => _copies.Values.Where(copy => !copy.Task.IsCompleted).Select(copy => copy.Copy.Problem).FirstOrDefault(problem => problem is not null);

    /// <summary>No pod has started yet.</summary>
    public bool AreNone => _copies.Count == 0 && run.Executions.Count == 0;

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
        await Task.WhenAll(_copies.Values.Select(Task (copy) => Task.WhenAny(copy.Copy.CatchUpAsync(), copy.Task))).WaitAsync(patience, tools.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_copies.Values.Select(copy => copy.Task)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private string? RoleOf(PodView pod)
    {
        if (pod.IsDriver) return LogRole.Driver;
        return tools.Options.ExecutorLogs && pod.Metadata.Labels is { SparkRole: "executor", ExecutorId: { } id } && LogRole.IsWellFormed(LogRole.Executor(id)) ? LogRole.Executor(id) : null;
    }

    private async Task StartAsync(PodView pod, string role, CancellationToken cancellationToken)
    {
        var log = await run.Reporter.OpenLogAsync(role, cancellationToken);
        var before = _copies.Values.Where(copy => copy.Role == role).Select(copy => copy.Task).LastOrDefault();
        var hasBegun = _isResumed && before is null && (!pod.IsDriver || mark.HasBegun(pod));
        var isMarked = !hasBegun && (before is not null || (pod.IsDriver && mark.IsLater(pod)));
        var position = hasBegun ? await StoredLines.ReadAsync(log, pod.Metadata.Uid, cancellationToken) : new LogPosition();
        var copy = new PodLogCopy(pod, log, position, tools.Api, tools.Slots, tools.Time, tools.Logger);
        _copies.Add(pod.Metadata.Uid, (copy, role, Task.Run(() => RunAsync(copy, before, isMarked ? () => MarkAsync(log, pod) : null), CancellationToken.None)));
    }

    private async Task MarkAsync(IRunLog log, PodView pod)
    {
        log.Write($"{StoredLines.Note}{mark.TextFor(pod)}");
        if (pod.IsDriver) await mark.KeepAsync(pod, _stop.Token);
    }

    private async Task RunAsync(PodLogCopy copy, Task? before, Func<Task>? markAsync)
    {
        try
        {
            if (before is not null) await before;
            if (markAsync is not null) await markAsync();
            await copy.RunAsync(_stop.Token);
        }
        catch (OperationCanceledException e) when (_stop.IsCancellationRequested || e is RunTakenOverException)
        {
            // The run is over, or another process has it.
        }
        finally
        {
            changed.Set();
        }
    }
}
