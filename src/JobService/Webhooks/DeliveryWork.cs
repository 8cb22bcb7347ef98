using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Floe.JobService.Contracts;
using Floe.JobService.Dispatch;
using Floe.JobService.Hosting;
using Floe.JobService.Store;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Webhooks;

/// <summary>Sends messages that are due. When to try again is stored with the message, so a restart changes nothing; a message may come twice, under one id.</summary>
internal sealed class DeliveryWork(WebhookStore webhooks, IHttpClientFactory http, JobServiceOptions options, TimeProvider time, ILogger<DeliveryWork> logger) : ILeaderWork
{
    public const string HttpClientName = "webhooks";

    private const int AtOnce = 16;
    private const int MaxError = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public async Task<LeaderPause> RunAsync(long epoch, CancellationToken cancellationToken)
    {
        var enqueued = webhooks.Enqueued.Next;
        var due = await webhooks.ListDueAsync(AtOnce, cancellationToken);
        await Task.WhenAll(due.Select(pair => DeliverAsync(pair.Delivery, pair.Webhook, cancellationToken)));
        return due.Count == AtOnce ? default : LeaderPause.Until(await webhooks.NextAsync(cancellationToken), time.GetUtcNow(), enqueued);
    }

    private async Task DeliverAsync(DeliveryRecord delivery, WebhookRecord webhook, CancellationToken cancellationToken)
    {
        var (status, error) = await SendAsync(delivery, webhook, cancellationToken);
        var attempt = delivery.Attempts + 1;
        if (error is not null) logger.DeliveryFailed(webhook.Name, delivery.Id, attempt, error);
        await webhooks.AttemptedAsync(delivery.Number, stored =>
        {
            (stored.Attempts, stored.Status, stored.Error) = (attempt, status, error);
            if (error is not null && attempt < options.Webhooks.MaxAttempts)
            {
                stored.NextAt = time.Now() + Wait(attempt);
                return;
            }
            (stored.State, stored.NextAt, stored.EndedAt) = (error is null ? DeliveryState.Delivered : DeliveryState.Failed, null, time.Now());
        }, CancellationToken.None);
    }

    private TimeSpan Wait(int attempt)
    {
        var wait = options.Webhooks.FirstWait * Math.Pow(2, Math.Min(attempt - 1, 20));
        return wait < LongestWait ? wait : LongestWait;
    }

    /// <summary>Any status of success is one; everything else, a redirect too, is an error.</summary>
    private async Task<(int? Status, string? Error)> SendAsync(DeliveryRecord delivery, WebhookRecord webhook, CancellationToken cancellationToken)
    {
        using var client = http.CreateClient(HttpClientName);
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var request = Request(delivery, webhook);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return ((int)response.StatusCode, response.IsSuccessStatusCode ? null : $"It answered {(int)response.StatusCode} {response.ReasonPhrase}.");
        }
        catch (HttpRequestException e)
        {
            var message = e.InnerException is HttpRequestException inner ? inner.Message : e.Message;
            return (null, message.Length > MaxError ? message[..MaxError] : message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"It did not answer within {Patience.TotalSeconds} s.");
        }
    }

    private HttpRequestMessage Request(DeliveryRecord delivery, WebhookRecord webhook)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new StringContent(delivery.Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("webhook-id", delivery.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSecret.Sign(webhook.Secret, delivery.Id, timestamp, delivery.Body));
        return request;
    }
}
