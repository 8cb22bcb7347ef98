using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Jobs;
using Floe.JobService.Store;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Webhooks;

/// <summary>Webhooks and their messages.</summary>
internal sealed class WebhookStore(JobsDatabase database, TimeProvider time)
{
    private const int PageSize = 200;

    /// <summary>Told when there are messages to send, or room to send them.</summary>
    public JobSignal Enqueued { get; } = new();

    public Task<List<WebhookRecord>> ListAsync(string? owner, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Webhooks.Where(webhook => owner == null || webhook.Owner == owner).OrderBy(webhook => webhook.Name).ToListAsync(cancellationToken), cancellationToken);

    public Task<WebhookRecord?> FindAsync(string name, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.Webhooks.FirstOrDefaultAsync(webhook => webhook.Name == name, cancellationToken), cancellationToken);

    /// <summary>Makes the webhook, which tells of what happens from now on, or changes the one of its name; an empty secret leaves that one's.</summary>
    /// <returns>True where it is new; null where the name belongs to somebody else's.</returns>
    public Task<bool?> PutAsync(WebhookRecord webhook, bool mayReplaceOthers, CancellationToken cancellationToken) => database.WriteAsync<bool?>(async context =>
    {
        if (await context.Webhooks.FirstOrDefaultAsync(w => w.Name == webhook.Name, cancellationToken) is not { } there)
        {
            webhook.CreatedAt = time.Now();
            webhook.Position = await context.History.MaxAsync(change => (long?)change.Sequence, cancellationToken) ?? 0;
            if (webhook.Secret.Length == 0) webhook.Secret = WebhookSecret.New();
            context.Webhooks.Add(webhook);
            return true;
        }
        if (there.Owner != webhook.Owner && !mayReplaceOthers) return null;
        (webhook.Owner, webhook.CreatedAt, webhook.Position) = (there.Owner, there.CreatedAt, there.Position);
        if (webhook.Secret.Length == 0) webhook.Secret = there.Secret;
        context.Entry(there).CurrentValues.SetValues(webhook);
        return false;
    }, cancellationToken);

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => database.WriteAsync(async context =>
    {
        if (await context.Webhooks.FirstOrDefaultAsync(w => w.Name == name, cancellationToken) is { } webhook) context.Webhooks.Remove(webhook);
        return true;
    }, cancellationToken);

    /// <summary>Newest first.</summary>
    public Task<List<DeliveryRecord>> ListDeliveriesAsync(string webhook, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Deliveries.Where(delivery => delivery.Webhook == webhook).OrderByDescending(delivery => delivery.Number).Take(limit).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>
    /// Makes messages of the state changes that a webhook has not seen, and moves it on behind them, in one transaction: each change becomes one
    /// message, whenever the service stops.
    /// </summary>
    /// <returns>True where there may be more.</returns>
    public Task<bool> EnqueueAsync(string name, CancellationToken cancellationToken) => database.WriteAsync(async context =>
    {
        if (await context.Webhooks.FirstOrDefaultAsync(w => w.Name == name, cancellationToken) is not { } webhook) return false;
        var changes = await context.History.AsNoTracking().Where(change => change.Sequence > webhook.Position).OrderBy(change => change.Sequence).Take(PageSize).ToListAsync(cancellationToken);
        if (changes.Count == 0) return false;
        var numbers = changes.Select(change => change.JobNumber).Distinct().ToList();
        var jobs = await context.Jobs.AsNoTracking().Where(job => numbers.Contains(job.Number))
            .Select(job => new { job.Number, job.Id, job.Name, job.Owner, job.Queue }).ToDictionaryAsync(job => job.Number, cancellationToken);
        var states = webhook.States.Split(',').Select(Enum.Parse<JobState>).ToHashSet();
        foreach (var change in changes.Where(change => states.Contains(change.State)))
        {
            if (!jobs.TryGetValue(change.JobNumber, out var job) || (!webhook.AllOwners && job.Owner != webhook.Owner)) continue;
            var data = new JobEventData(change.Sequence, job.Id, job.Name, job.Owner, job.Queue, change.State, change.Reason, change.Attempt, change.At);
            context.Deliveries.Add(NewDelivery(webhook, data));
        }
        webhook.Position = changes[^1].Sequence;
        return changes.Count == PageSize;
    }, cancellationToken);

    /// <summary>Webhooks with messages whose time has come, but for some.</summary>
    public Task<List<string>> ListWaitingAsync(IReadOnlyCollection<string> except, DateTimeOffset now, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Deliveries.Where(delivery => delivery.NextAt <= now && !except.Contains(delivery.Webhook)).Select(delivery => delivery.Webhook).Distinct().ToListAsync(cancellationToken), cancellationToken);

    /// <summary>The messages of a webhook whose time has come, the longest due first, with where they go.</summary>
    public Task<List<(DeliveryRecord Delivery, WebhookRecord Webhook)>> ListDueAsync(string webhook, int limit, CancellationToken cancellationToken) => database.ReadAsync(async context =>
    {
        var now = time.GetUtcNow();
        var due = await context.Deliveries.Where(delivery => delivery.Webhook == webhook && delivery.NextAt <= now).OrderBy(delivery => delivery.NextAt).ThenBy(delivery => delivery.Number).Take(limit)
            .Join(context.Webhooks, delivery => delivery.Webhook, there => there.Name, (delivery, there) => new { delivery, there }).ToListAsync(cancellationToken);
        return due.ConvertAll(pair => (pair.delivery, pair.there));
    }, cancellationToken);

    /// <summary>When the next message is due, but for those of some webhooks; null where there is none.</summary>
    public Task<DateTimeOffset?> NextAsync(IReadOnlyCollection<string> except, CancellationToken cancellationToken) => database.ReadAsync(
        context => context.Deliveries.Where(delivery => delivery.NextAt != null && !except.Contains(delivery.Webhook)).OrderBy(delivery => delivery.NextAt).Select(delivery => delivery.NextAt).FirstOrDefaultAsync(cancellationToken),
        cancellationToken);

    /// <summary>Writes down how an attempt went.</summary>
    public Task AttemptedAsync(long number, Action<DeliveryRecord> change, CancellationToken cancellationToken) => database.WriteAsync(async context =>
    {
        if (await context.Deliveries.FirstOrDefaultAsync(delivery => delivery.Number == number, cancellationToken) is { } delivery) change(delivery);
        return true;
    }, cancellationToken);

    private DeliveryRecord NewDelivery(WebhookRecord webhook, JobEventData data)
    {
        var now = time.Now();
        return new()
        {
            // One message a change and webhook (a later one of the same name is another): the receiver knows a repeated one by it.
            Id = $"msg_{webhook.Name}_{webhook.CreatedAt.ToUnixTimeMilliseconds():x}_{data.Sequence}",
            Webhook = webhook.Name,
            JobId = data.JobId,
            Body = JsonSerializer.Serialize(new WebhookMessage("job.state", now, data), JobsWire.Json.WebhookMessage),
            CreatedAt = now,
            NextAt = now,
        };
    }
}
