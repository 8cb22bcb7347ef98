using System.Runtime.CompilerServices;
using Floe.JobService.Contracts;
using Floe.JobService.Store;

namespace Floe.JobService.Jobs;

/// <summary>Walks through the stored state changes, and waits at their end for more.</summary>
internal sealed class EventFollower(JobQueries queries, JobSignals signals, TimeProvider time)
{
    private const int PageSize = 200;

    /// <summary>While nothing happens, a null comes this often, so that both ends see a broken connection.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    /// <summary>The place after all there is.</summary>
    public Task<long> NowAsync(CancellationToken cancellationToken) => queries.LastEventAsync(cancellationToken);

    /// <param name="cursor">Sequence of the last change that is known.</param>
    /// <param name="owner">Only of this owner's jobs; null: of everybody's.</param>
    /// <param name="jobId">Only of this job, to its end; null: of all, without end.</param>
    /// <param name="ending">The service goes away.</param>
    /// <param name="cancellationToken">The follower went away.</param>
    /// <exception cref="OperationCanceledException">The service or the follower went away.</exception>
    public async IAsyncEnumerable<JobEventData?> FollowAsync(
        long cursor, string? owner, string? jobId, CancellationToken ending, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending, cancellationToken);
        using var subscription = jobId is null ? null : signals.Subscribe(jobId);
        var signal = subscription?.Signal ?? signals.Any;
        int? seen = null;
        while (true)
        {
            var next = signal.Next;
            var version = signal.StateVersion;
            if (seen != version)
            {
                seen = version;
                // Changes of others' jobs are passed once: what is there by now was there before the page is read.
                var passed = owner is null && jobId is null ? 0 : await queries.LastEventAsync(either.Token);
                List<JobEventData> page;
                do
                {
                    page = await queries.ListEventsAsync(cursor, owner, jobId, PageSize, either.Token);
                    foreach (var change in page)
                    {
                        cursor = change.Sequence;
                        yield return change;
                    }
                }
                while (page.Count == PageSize);
                cursor = Math.Max(cursor, passed);
                if (jobId is not null && await IsOverAsync(jobId, cursor, either.Token)) yield break;
            }
            if (!await ChangedAsync(next, either.Token)) yield return null;
        }
    }

    /// <summary>Asked after the changes were read, so a final state may have come in between: then there is another change to read.</summary>
    private async Task<bool> IsOverAsync(string jobId, long cursor, CancellationToken cancellationToken) =>
        await queries.FindStandingAsync(jobId, cancellationToken) is not { } standing
        || (standing.State.IsFinal() && (await queries.ListEventsAsync(cursor, null, jobId, 1, cancellationToken)).Count == 0);

    private async Task<bool> ChangedAsync(Task next, CancellationToken cancellationToken)
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
