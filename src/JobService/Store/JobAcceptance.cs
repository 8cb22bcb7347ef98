using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Store;

/// <summary>
/// Takes jobs in: one durable row each. Submits that come while one is being written wait together and share the next transaction, and so one
/// flush of the disk.
/// </summary>
internal sealed class JobAcceptance(JobsDatabase database, TimeProvider time) : IDisposable
{
    /// <summary>Submits of one transaction at most; a longer one would keep other writes waiting.</summary>
    private const int MaxBatch = 256;

    private readonly ConcurrentQueue<PendingSubmission> _pending = new();
    private readonly SemaphoreSlim _committing = new(1);

    /// <summary>Durable when the task completes.</summary>
    /// <exception cref="StoreAwayException">The store cannot be used.</exception>
    public async Task<Acceptance> AcceptAsync(Submission submission, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var json = JsonSerializer.Serialize(submission.Definition, JobsWire.Json.JobDefinition);
        var pending = new PendingSubmission(submission, json, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))), Activity.Current?.Id);
        _pending.Enqueue(pending);
        // From here on it may be committed by another request's turn, so it is waited for.
        await _committing.WaitAsync(CancellationToken.None);
        try
        {
            while (!pending.Answer.IsCompleted) await CommitAsync();
        }
        finally
        {
            _committing.Release();
        }
        return await pending.Answer;
    }

    public void Dispose() => _committing.Dispose();

    private async Task CommitAsync()
    {
        var batch = new List<PendingSubmission>();
        while (batch.Count < MaxBatch && _pending.TryDequeue(out var next)) batch.Add(next);
        await CommitAsync(batch);
    }

    private async Task CommitAsync(List<PendingSubmission> batch)
    {
        try
        {
            var answers = await database.WriteAsync(context => AcceptAsync(context, batch), CancellationToken.None);
            for (var i = 0; i < batch.Count; i++) batch[i].Complete(answers[i]);
        }
        catch (Exception e) when (batch.Count > 1 && e is not StoreAwayException)
        {
            // One that cannot be stored must not take those beside it along.
            foreach (var pending in batch) await CommitAsync([pending]);
        }
#pragma warning disable CA1031 // Goes to each of the submits.
        catch (Exception e)
#pragma warning restore CA1031
        {
            foreach (var pending in batch) pending.Fail(e);
        }
    }

    private async Task<List<Acceptance>> AcceptAsync(JobsContext context, List<PendingSubmission> batch)
    {
        var known = await FindKnownAsync(context, batch);
        var queues = new QueueRoom(await context.Queues.AsNoTracking().ToDictionaryAsync(queue => queue.Name), context);
        var answers = new List<Acceptance>(batch.Count);
        foreach (var pending in batch)
        {
            var submission = pending.Submission;
            var key = submission.IdempotencyKey is { } text ? (submission.Owner, text) : default;
            if (key != default && known.TryGetValue(key, out var earlier))
            {
                answers.Add(new(earlier.DefinitionHash == pending.Hash ? AcceptanceKind.Repeated : AcceptanceKind.KeyOfAnotherJob, earlier));
                continue;
            }
            var refusal = await queues.RefuseAsync(submission.Definition);
            if (refusal is not null)
            {
                answers.Add(refusal);
                continue;
            }
            var job = NewJob(pending);
            context.Jobs.Add(job);
            if (key != default) known[key] = job;
            answers.Add(new(AcceptanceKind.New, job));
        }
        return answers;
    }

    private static async Task<Dictionary<(string Owner, string Key), JobRecord>> FindKnownAsync(JobsContext context, List<PendingSubmission> batch)
    {
        var keys = batch.Select(pending => pending.Submission.IdempotencyKey).OfType<string>().Distinct().ToList();
        if (keys.Count == 0) return [];
        var owners = batch.Select(pending => pending.Submission.Owner).Distinct().ToList();
        var jobs = await context.Jobs.AsNoTracking().Include(j => j.Attempts).Include(j => j.History).Include(j => j.Labels).AsSplitQuery()
            .Where(job => owners.Contains(job.Owner) && keys.Contains(job.IdempotencyKey!)).ToListAsync();
        return jobs.ToDictionary(job => (job.Owner, job.IdempotencyKey!));
    }

    private JobRecord NewJob(PendingSubmission pending)
    {
        var (submission, now) = (pending.Submission, time.Now());
        var definition = submission.Definition;
        var job = new JobRecord
        {
            Id = JobId.New(now),
            Name = definition.Name ?? JobKindNames.Of(definition.Kind),
            Kind = definition.Kind,
            Engine = submission.Engine,
            TableBucket = definition.TableBucket,
            Definition = pending.Json,
            DefinitionHash = pending.Hash,
            Owner = submission.Owner,
            Queue = definition.Queue ?? QueueRecord.Default,
            Priority = definition.Priority,
            Schedule = submission.Schedule,
            State = JobState.Queued,
            CreatedAt = now,
            TraceParent = pending.TraceParent,
            IdempotencyKey = submission.IdempotencyKey,
            History = { new() { Step = 1, State = JobState.Queued, At = now } },
        };
        foreach (var (name, value) in definition.Labels ?? new Dictionary<string, string>()) job.Labels.Add(new() { Name = name, Value = value });
        return job;
    }
}
