using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Floe.JobService.Contracts;
using Floe.JobService.Hosting;
using Floe.JobService.Store;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Webhooks;

/// <summary>Sends one message and writes down how it went.</summary>
internal sealed class DeliverySender(WebhookStore webhooks, IHttpClientFactory http, JobServiceOptions options, TimeProvider time, ILogger<DeliverySender> logger) : IDisposable
{
    public const string HttpClientName = "webhooks";

    private const int MaxError = 500;

    /// <summary>Connections of all webhooks together. Those to receivers that do not answer take 15 s each, so this many of them hold up others by no more.</summary>
    private readonly SemaphoreSlim _atOnce = new(128);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public async Task SendAsync(DeliveryRecord delivery, WebhookRecord webhook, CancellationToken cancellationToken)
    {
        var (status, error) = await PostInTurnAsync(delivery, webhook, cancellationToken);
        var attempt = delivery.Attempts + 1;
        if (error is not null) logger.DeliveryFailed(webhook.Name, delivery.Id, attempt, error);
        await webhooks.AttemptedAsync(delivery.Number, stored =>
        {
            (stored.Attempts, stored.Status, stored.Error) = (attempt, status, StorableText.Of(error));
            if (error is not null && attempt < options.Webhooks.MaxAttempts)
            {
                stored.NextAt = time.Now() + Wait(attempt);
                return;
            }
            (stored.State, stored.NextAt, stored.EndedAt) = (error is null ? DeliveryState.Delivered : DeliveryState.Failed, null, time.Now());
        }, CancellationToken.None);
    }

    public void Dispose() => _atOnce.Dispose();

    private async Task<(int? Status, string? Error)> PostInTurnAsync(DeliveryRecord delivery, WebhookRecord webhook, CancellationToken cancellationToken)
    {
        await _atOnce.WaitAsync(cancellationToken);
        try
        {
            return await PostAsync(delivery, webhook, cancellationToken);
        }
        finally
        {
            _atOnce.Release();
        }
    }

    private TimeSpan Wait(int attempt)
    {
        var wait = options.Webhooks.FirstWait * Math.Pow(2, Math.Min(attempt - 1, 20));
        return wait < LongestWait ? wait : LongestWait;
    }

    /// <summary>Any status of success is one; everything else, a redirect too, is an error.</summary>
    private async Task<(int? Status, string? Error)> PostAsync(DeliveryRecord delivery, WebhookRecord webhook, CancellationToken cancellationToken)
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
