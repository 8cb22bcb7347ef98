using System.Runtime.CompilerServices;
using Floe.JobService.Jobs;
using Floe.JobService.Store;

namespace Floe.JobService.Logs;

/// <summary>Walks a job's log through all attempts, from a cursor to the end of what is there or, following, to the end of the job.</summary>
public sealed class LogFollower(JobQueries queries, JobLogs logs, JobSignals signals, TimeProvider time)
{
    /// <summary>While nothing happens, a <see cref="LogPart"/> with nothing in it comes this often, so that both ends see a broken connection.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    /// <summary>What is there now, up to the newest attempt.</summary>
    public async IAsyncEnumerable<LogPart> ReadAsync(string jobId, LogCursor cursor, int newestAttempt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var tail = new LogTail(logs, jobId, cursor);
        while (await tail.ReadAsync(newestAttempt, cancellationToken) is { } part) yield return part;
    }

    /// <summary>What is there and what comes, until the job is over. The first part, and each after a change, has where the job stands; the last one a final state.</summary>
    public async IAsyncEnumerable<LogPart> FollowAsync(string jobId, LogCursor cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var subscription = signals.Subscribe(jobId);
        using var tail = new LogTail(logs, jobId, cursor);
        var signal = subscription.Signal;
        int? seen = null;
        JobStanding? standing = null;
        while (true)
        {
            // The order matters: signal, then state, then log. So a final state that was read has all its lines in the file.
            var next = signal.Next;
            var version = signal.StateVersion;
            var changed = seen != version;
            if (changed)
            {
                seen = version;
                standing = await queries.FindStandingAsync(jobId, cancellationToken);
                if (standing is null) yield break;
                if (!standing.State.IsFinal()) yield return new LogPart(tail.Cursor, default, standing);
            }
            while (await tail.ReadAsync(standing!.Attempt, cancellationToken) is { } part) yield return part;
            if (standing.State.IsFinal())
            {
                yield return new LogPart(tail.Cursor, default, standing);
                yield break;
            }
            while (!await CameAsync(next, cancellationToken)) yield return new LogPart(tail.Cursor, default, null);
        }
    }

    private async Task<bool> CameAsync(Task next, CancellationToken cancellationToken)
    {
        try
        {
            await next.WaitAsync(Quiet, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
