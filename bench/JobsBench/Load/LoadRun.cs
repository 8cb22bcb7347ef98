using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Floe.JobService.Client;
using Floe.JobService.Contracts;

namespace Floe.JobsBench.Load;

/// <summary>The load test's shape, against the service's API: users that each submit so many manifests at a rate.</summary>
internal sealed class LoadRun(LoadSettings settings, HttpClient http)
{
    private readonly LoadTemplate _template = LoadTemplate.Read(settings.Template);
    private readonly ConcurrentQueue<string> _ids = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private int _submits = -1;

    /// <summary>The jobs that were accepted.</summary>
    public IReadOnlyCollection<string> Ids => _ids;

    /// <summary>Why submits failed.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    public async Task<string> SubmitAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var began = Stopwatch.GetTimestamp();
        var all = new Latencies();
        foreach (var one in await Task.WhenAll(Enumerable.Range(0, settings.Users).Select(_ => BeUserAsync(stop)))) all.Add(one);
        cancellationToken.ThrowIfCancellationRequested();
        return $"{_ids.Count} jobs of {settings.Users} users, {_ids.Count / Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} jobs/s, {_failures.Count} failed, {all}";
    }

    /// <summary>Cancels what is not over.</summary>
    public async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        if (settings.NoCleanup) return;
        var client = new JobsClient(http);
        foreach (var id in _ids) await client.CancelAsync(id, cancellationToken);
    }

    private async Task<Latencies> BeUserAsync(CancellationTokenSource stop)
    {
        var latencies = new Latencies();
        var pace = TimeSpan.FromMinutes(1 / settings.JobsPerMinute);
        var failed = 0;
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < settings.JobsPerUser && !stop.IsCancellationRequested; i++)
        {
            var wait = pace * i - Stopwatch.GetElapsedTime(began);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested) break;
            var started = Stopwatch.GetTimestamp();
            if (await SubmitOneAsync(stop.Token) is not { } failure)
            {
                latencies.Add(Stopwatch.GetElapsedTime(started));
                continue;
            }
            _failures.Enqueue(failure);
            if (++failed >= settings.MaxFailures) await stop.CancelAsync();
        }
        return latencies;
    }

    /// <returns>Why it failed; null: it is accepted.</returns>
    private async Task<string?> SubmitOneAsync(CancellationToken cancellationToken)
    {
        var space = settings.Namespaces[Interlocked.Increment(ref _submits) % settings.Namespaces.Count];
        var name = $"{settings.NamePrefix}-{RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", settings.NameSuffixLength)}";
        using var body = new StringContent(_template.Fill(name, space), Encoding.UTF8, "application/yaml");
        try
        {
            using var response = await http.PostAsync(new Uri("api/v1/jobs", UriKind.Relative), body, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (!response.IsSuccessStatusCode) return $"{(int)response.StatusCode} {text}";
            _ids.Enqueue(JsonSerializer.Deserialize(text, JobsWire.Json.JobDetails)!.Id);
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return e.Message;
        }
    }
}
