using Floe.JobService.Dispatch;
using Floe.JobService.Jobs;

namespace Floe.JobService.Webhooks;

/// <summary>Makes messages of state changes.</summary>
internal sealed class WebhookWork(WebhookStore webhooks, JobSignals signals) : ILeaderWork
{
    public async Task<LeaderPause> RunAsync(long epoch, CancellationToken cancellationToken)
    {
        var changed = signals.Any.Next;
        foreach (var webhook in await webhooks.ListAsync(owner: null, cancellationToken))
        {
            while (await webhooks.EnqueueAsync(webhook.Name, cancellationToken)) cancellationToken.ThrowIfCancellationRequested();
        }
        webhooks.Enqueued.Pulse(stateChanged: false);
        return new(LeaderPause.Longest, changed);
    }
}
