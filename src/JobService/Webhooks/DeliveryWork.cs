using Floe.JobService.Dispatch;

namespace Floe.JobService.Webhooks;

/// <summary>
/// Sends messages that are due, for each webhook in a lane of its own: a receiver that is slow or away holds up nobody else's messages. When to try
/// again is stored with the message, so a restart changes nothing; a message may come twice, under one id.
/// </summary>
internal sealed class DeliveryWork(WebhookStore webhooks, DeliverySender sender, TimeProvider time) : ILeaderWork, IAsyncDisposable
{
    /// <summary>Messages of one webhook that are on their way at a time.</summary>
    private const int AtOnce = 8;

    private readonly Dictionary<string, Task> _lanes = [];

    public async Task<LeaderPause> RunAsync(long epoch, CancellationToken cancellationToken)
    {
        // Taken before the looks: a lane that ends tells it, too.
        var changed = webhooks.Enqueued.Next;
        foreach (var (name, lane) in _lanes.Where(lane => lane.Value.IsCompleted).ToList())
        {
            _lanes.Remove(name);
            await lane;
        }
        foreach (var name in await webhooks.ListWaitingAsync(_lanes.Keys, time.GetUtcNow(), cancellationToken)) _lanes[name] = Task.Run(() => SendAllAsync(name, cancellationToken), CancellationToken.None);
        return LeaderPause.Until(await webhooks.NextAsync(_lanes.Keys, cancellationToken), time.GetUtcNow(), changed);
    }

    /// <summary>The term that the lanes were of is over; what they write down comes before the store goes.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_lanes.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>The webhook's messages, some at a time, until none is due.</summary>
    private async Task SendAllAsync(string webhook, CancellationToken cancellationToken)
    {
        try
        {
            while (await webhooks.ListDueAsync(webhook, AtOnce, cancellationToken) is { Count: > 0 } due)
                await Task.WhenAll(due.Select(pair => sender.SendAsync(pair.Delivery, pair.Webhook, cancellationToken)));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The term is over: what was not answered is sent again by the next leader.
        }
        finally
        {
            webhooks.Enqueued.Pulse(stateChanged: false);
        }
    }
}
