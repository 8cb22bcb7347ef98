using System.Collections.Concurrent;
using Floe.JobService.Hosting;
using Floe.JobService.Store;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Dispatch;

/// <summary>Takes the job whose turn it is, whenever an engine and its queue may start one more.</summary>
internal sealed class DispatchLoop(
    JobServiceOptions options,
    EngineSet engines,
    QueueStore queues,
    RunTransitions transitions,
    JobRunner runner,
    RunSet runs,
    DispatchSignal signal,
    TimeProvider time,
    ILogger<DispatchLoop> logger)
{
    /// <summary>The wait before a store that failed is tried again.</summary>
    public static readonly TimeSpan StoreAwayWait = TimeSpan.FromSeconds(2);

    /// <summary>A signal from another process can get lost with its connection.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Returns never: it ends by cancellation, or because this process leads no more.</summary>
    /// <exception cref="LeaderReplacedException">Another process leads.</exception>
    public async Task RunAsync(LeaderTerm term, IReadOnlyList<JobRecord> goOn, CancellationToken stop)
    {
        using var gates = new EngineGates(engines, options);
        var turns = new QueueTurns();
        var started = new ConcurrentDictionary<string, bool>();
        foreach (var job in goOn)
        {
            turns.Adopt(job.Queue);
            gates.Of(job.Engine).Adopt();
            Start(job, turns, gates, started);
        }
        var isKnown = false;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                if (!isKnown) await SettleAsync(term.Epoch, gates, started, stop);
                isKnown = true;
                var looked = time.GetUtcNow();
                // Not cancelled in between: a claim that is committed has to be run.
                if (await ClaimAsync(term.Epoch, turns, gates) is { } job) Start(job, turns, gates, started);
                else await WaitAsync(gates, looked, stop);
            }
            catch (StoreAwayException e)
            {
                isKnown = false;
                logger.StoreAway(e, StoreAwayWait);
                await Task.Delay(StoreAwayWait, time, stop);
            }
        }
    }

    /// <summary>At the beginning, and after the store was away: a claim whose commit was not answered may be there, and nobody runs it.</summary>
    private async Task SettleAsync(long epoch, EngineGates gates, ConcurrentDictionary<string, bool> started, CancellationToken stop)
    {
        await transitions.FailUnknownEnginesAsync(epoch, [.. gates.Names], Reasons.NoEngine, stop);
        // Looked at first: one that ends meanwhile is none of those that were never started.
        var mine = started.Keys.ToHashSet();
        foreach (var run in await transitions.ListSubmittingAsync(epoch, stop))
        {
            if (mine.Contains(run.JobId)) continue;
            await transitions.RequeueAsync(run, Reasons.NotTaken, stop);
            logger.Requeued(run.JobId);
        }
    }

    private async Task<JobRecord?> ClaimAsync(long epoch, QueueTurns turns, EngineGates gates)
    {
        var open = gates.Open();
        if (open.Count == 0) return null;
        var all = await queues.ListAsync(CancellationToken.None);
        var order = turns.Order(all);
        if (order.Count == 0 || await transitions.ClaimAsync(new JobClaim(epoch, order, open), CancellationToken.None) is not { } job) return null;
        turns.Start(all.First(queue => queue.Name == job.Queue));
        gates.Of(job.Engine).Start();
        return job;
    }

    private void Start(JobRecord job, QueueTurns turns, EngineGates gates, ConcurrentDictionary<string, bool> started)
    {
        var (id, queue, gate) = (job.Id, job.Queue, gates.Of(job.Engine));
        started[id] = true;
        logger.Starting(id, job.Attempt, job.Engine);
        runs.Add(() => runner.RunAsync(job), () =>
        {
            started.TryRemove(id, out _);
            turns.End(queue);
            gate.End();
            signal.Set();
        });
    }

    /// <summary>Until something may have changed: a signal, a token of an engine, or the end of a retry's wait.</summary>
    private async Task WaitAsync(EngineGates gates, DateTimeOffset looked, CancellationToken stop)
    {
        var wait = LongestWait;
        if (gates.NextToken() is { } token && token < wait) wait = token;
        if (await transitions.NextDueAsync(looked, stop) is { } due && due - time.GetUtcNow() is var left && left < wait) wait = left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(10);
        await signal.WaitAsync(wait, time, stop);
    }
}
