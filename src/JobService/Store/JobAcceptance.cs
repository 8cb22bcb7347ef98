using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Store;

/// <summary>Takes a job in: one durable row.</summary>
internal sealed class JobAcceptance(JobsDatabase database, TimeProvider time)
{
    public async Task<Acceptance> AcceptAsync(JobDefinition definition, string engine, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(definition, JobsWire.Json.JobDefinition);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
        if (await FindAsync(idempotencyKey, cancellationToken) is { } earlier) return Again(earlier, hash);
        try
        {
            return await database.WriteAsync(context =>
            {
                var job = NewJob(definition, engine, idempotencyKey, json, hash);
                context.Jobs.Add(job);
                return Task.FromResult(new Acceptance(AcceptanceKind.New, job));
            }, cancellationToken);
        }
        catch (DbUpdateException) when (idempotencyKey is not null)
        {
            // The same key may have come twice at once, and the unique index let one through. Anything else goes on as it is.
            if (await FindAsync(idempotencyKey, cancellationToken) is not { } winner) throw;
            return Again(winner, hash);
        }
    }

    private static Acceptance Again(JobRecord earlier, string hash) =>
        new(earlier.DefinitionHash == hash ? AcceptanceKind.Repeated : AcceptanceKind.KeyOfAnotherJob, earlier);

    private Task<JobRecord?> FindAsync(string? idempotencyKey, CancellationToken cancellationToken) => idempotencyKey is null
        ? Task.FromResult<JobRecord?>(null)
        : database.ReadAsync(context => context.Jobs.Include(j => j.Attempts).Include(j => j.History).AsSplitQuery()
            .FirstOrDefaultAsync(job => job.IdempotencyKey == idempotencyKey, cancellationToken), cancellationToken);

    private JobRecord NewJob(JobDefinition definition, string engine, string? idempotencyKey, string json, string hash)
    {
        var now = time.Now();
        return new()
        {
            Id = JobId.New(now),
            Name = definition.Name ?? "sql",
            Kind = definition.Kind,
            Engine = engine,
            TableBucket = definition.TableBucket,
            Definition = json,
            DefinitionHash = hash,
            State = JobState.Queued,
            CreatedAt = now,
            TraceParent = Activity.Current?.Id,
            IdempotencyKey = idempotencyKey,
            History = { new() { Step = 1, State = JobState.Queued, At = now } },
        };
    }
}
