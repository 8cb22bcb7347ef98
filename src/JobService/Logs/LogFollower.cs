using System.Runtime.CompilerServices;
using Floe.JobService.Jobs;
using Floe.JobService.Store;

namespace Floe.JobService.Logs;

/// <summary>Walks a job's log through all attempts, from a cursor to the end of what is there or, following, to the end of the job.</summary>
internal sealed class LogFollower(JobQueries queries, JobLogs logs, JobSignals signals, TimeProvider time)
{
    /// <summary>While nothing happens, a <see cref="LogPart"/> with nothing in it comes this often, so that both ends see a broken connection.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    /// <summary>What is there now, up to the newest attempt.</summary>
    public async IAsyncEnumerable<LogPart> ReadAsync(LogRange range, int newestAttempt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var tail = new LogTail(logs, range.JobId, range.Role, range.From);
        while (await tail.ReadAsync(range.LastAttempt ?? newestAttempt, cancellationToken) is { } part) yield return part;
    }

    /// <summary>What is there and what comes, until the job is over. The first part, and each after a change, has where the job stands; the last one a final state.</summary>
    /// <param name="range">What to follow; the end of an attempt that is not the newest ends it.</param>
    /// <param name="ending">The service goes away: what is there is still told, then the following breaks off.</param>
    /// <param name="cancellationToken">The follower went away.</param>
    /// <exception cref="OperationCanceledException">The service or the follower went away before the job was over.</exception>
    public async IAsyncEnumerable<LogPart> FollowAsync(
        LogRange range, CancellationToken ending, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending, cancellationToken);
        using var subscription = signals.Subscribe(range.JobId);
        using var tail = new LogTail(logs, range.JobId, range.Role, range.From);
        var signal = subscription.Signal;
        int? seen = null;
        JobStanding? standing = null;
        while (true)
        {
            // The order matters: signal, then state, then log. So a final state that was read has all its lines in the file.
            var isLast = ending.IsCancellationRequested;
            var next = signal.Next;
            var version = signal.StateVersion;
            if (seen != version)
            {
                seen = version;
                var told = standing;
                standing = await queries.FindStandingAsync(range.JobId, cancellationToken);
                if (standing is null) yield break;
                // Signals can come twice: from here, and from the database. Who follows an attempt that is over is told so behind its lines.
                if (!standing.State.IsFinal() && !(range.LastAttempt < standing.Attempt) && standing != told) yield return new LogPart(tail.Cursor, default, standing);
            }
            while (await tail.ReadAsync(range.LastAttempt ?? standing!.Attempt, cancellationToken) is { } part) yield return part;
            if (standing!.State.IsFinal() || range.LastAttempt < standing.Attempt)
            {
                yield return new LogPart(tail.Cursor, default, standing);
                yield break;
            }
            if (isLast) throw new OperationCanceledException("The service stops before the job is over.", ending);
            while (await WaitAsync(next, either.Token, cancellationToken) is Waited.InVain) yield return new LogPart(tail.Cursor, default, null);
        }
    }

    private async Task<Waited> WaitAsync(Task next, CancellationToken either, CancellationToken follower)
    {
        try
        {
            await next.WaitAsync(Quiet, time, either);
            return Waited.Change;
        }
        catch (TimeoutException)
        {
            return Waited.InVain;
        }
        catch (OperationCanceledException) when (!follower.IsCancellationRequested)
        {
            return Waited.Ending;
        }
    }

    private enum Waited
    {
        Change,
        InVain,
        Ending,
    }
}
