using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Floe.ServiceDefaults.Http;

internal static class IdempotentRetries
{
    /// <summary>
    /// Retries GET, HEAD and OPTIONS on transient failures (5xx, 408, 429, connection errors), three times, with backoff and Retry-After.
    /// Nothing else: an Iceberg commit whose answer was lost may have happened, and a second POST of it is a conflict or a double append.
    /// No time limits either, which would cut long uploads and followed logs; the caller's token and HttpClient.Timeout bound a call.
    /// </summary>
    public static void AddIdempotentRetries(this IHttpClientBuilder http) =>
        http.AddResilienceHandler("idempotent", pipeline =>
        {
            var retry = new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 3,
                Delay = TimeSpan.FromMilliseconds(200),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            };
            retry.DisableFor(HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete, HttpMethod.Connect);
            pipeline.AddRetry(retry);
        });
}
