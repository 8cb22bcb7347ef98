using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Floe.JobService.Contracts;

namespace Floe.JobService.Client;

/// <summary>Follows a log over as many connections as it takes.</summary>
internal sealed class LogFeed(HttpClient http, TimeProvider time)
{
    /// <summary>The service writes at least every 15 s; a connection this silent is dead.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    /// <summary>Waits between attempts to come back, half a minute in all.</summary>
    private static readonly TimeSpan[] Waits = [.. new[] { 0.1, 0.2, 0.5, 1, 2, 3, 5, 5, 5, 5, 5 }.Select(TimeSpan.FromSeconds)];

    public async IAsyncEnumerable<JobEvent> FollowAsync(string path, LogSelection selection, string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var failures = 0;
        while (true)
        {
            Exception? broken = null;
            await using var events = ConnectionAsync($"{path}{selection.ToQueryString(cursor)}", cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                try
                {
                    if (!await events.MoveNextAsync()) break;
                }
                catch (Exception e) when (IsBrokenConnection(e) && !cancellationToken.IsCancellationRequested)
                {
                    broken = e;
                    break;
                }
                failures = 0;
                if (events.Current is JobLogLine line) cursor = line.Cursor;
                yield return events.Current;
                if (events.Current is JobEnded) yield break;
            }
            if (failures == Waits.Length) throw new HttpRequestException($"The job service at {http.BaseAddress} went away while a log was followed.", broken);
            await Task.Delay(Waits[failures++], time, cancellationToken);
        }
    }

    private async IAsyncEnumerable<JobEvent> ConnectionAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        // A service that is going or coming says so with 503; everything else is an answer.
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable) response.EnsureSuccessStatusCode();
        await ServiceErrors.ThrowIfRefusedAsync(response, cancellationToken);
        await using var stream = new SilenceLimit(await response.Content.ReadAsStreamAsync(cancellationToken), Silence, time);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken)) yield return Read(item);
    }

    private static JobEvent Read(SseItem<string> item)
    {
        if (item.EventType == SseParser.EventTypeDefault) return new JobLogLine(item.Data, item.EventId!);
        var state = JsonSerializer.Deserialize(item.Data, JobsWire.Json.JobStateEvent)!;
        return item.EventType == "end" ? new JobEnded(state.State, state.Reason) : new JobStateChanged(state.State, state.Reason);
    }

    private static bool IsBrokenConnection(Exception e) => e is HttpRequestException or IOException or TimeoutException;
}
