using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Floe.JobService.Contracts;

namespace Floe.JobsBench.Operator;

/// <summary>What a caller of <c>/api/v1/events</c> sees, and when. Goes on where it was when the service comes back.</summary>
internal sealed class EventWatch : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string JobId, JobState State), DateTimeOffset> _seen = [];
    private readonly ConcurrentDictionary<JobState, int> _counts = [];
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _more = New();
    private Task _following = Task.CompletedTask;
    private long _cursor;

    /// <summary>Events whose id had come before.</summary>
    public int Doubled { get; private set; }

    /// <summary>Follows this service from now on; the one before is gone.</summary>
    public async Task FollowAsync(HttpClient http)
    {
        await _following;
        _following = Task.Run(() => ReadAsync(http));
    }

    public DateTimeOffset? Seen(string jobId, JobState state) => _seen.TryGetValue((jobId, state), out var at) ? at : null;

    public int Count(JobState state) => _counts.GetValueOrDefault(state);

    /// <summary>Until so many jobs have been seen in the state.</summary>
    public async Task UntilAsync(JobState state, int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            var more = Volatile.Read(ref _more);
            if (Count(state) >= count) return;
            await more.Task.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        _stop.Dispose();
    }

    private async Task ReadAsync(HttpClient http)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/events?cursor={_cursor}");
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _stop.Token);
            response.EnsureSuccessStatusCode();
            await using var stream = await response.Content.ReadAsStreamAsync(_stop.Token);
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(_stop.Token)) Take(item);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // The service was killed, or the measurement is over.
        }
    }

    private void Take(SseItem<string> item)
    {
        if (item.EventType != "state") return;
        var now = DateTimeOffset.UtcNow;
        var change = JsonSerializer.Deserialize(item.Data, JobsWire.Json.JobEventData)!;
        if (change.Sequence <= _cursor) Doubled++;
        _cursor = change.Sequence;
        if (_seen.TryAdd((change.JobId, change.State), now)) _counts.AddOrUpdate(change.State, 1, (_, count) => count + 1);
        Interlocked.Exchange(ref _more, New()).SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
