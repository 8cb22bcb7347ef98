using Floe.JobService.Dispatch;

namespace Floe.JobService.Webhooks;

/// <summary>Makes messages of state changes.</summary>
internal sealed class WebhookWork(WebhookStore webhooks) : ILeaderWork
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task<TimeSpan> RunAsync(long epoch, CancellationToken cancellationToken)
    {
        foreach (var webhook in await webhooks.ListAsync(owner: null, cancellationToken))
        {
            while (await webhooks.EnqueueAsync(webhook.Name, cancellationToken)) cancellationToken.ThrowIfCancellationRequested();
        }
        return Pause;
    }
}
