using System.Buffers;
using Floe.JobService.Engines.SparkOperator.Views;
using Floe.JobService.Kubernetes;

namespace Floe.JobService.Engines.SparkOperator.Logs;

/// <summary>
/// Copies the log of one pod into the run's log, once, from the first line to the last: one stream to the API server however many people read.
/// A stream that ends or breaks before the container has ended is opened again where it left off.
/// </summary>
internal sealed class PodLogCopy
{
    /// <summary>A longer line is kept in pieces.</summary>
    private const int LongestLine = 1024 * 1024;

    /// <summary>How long an answer that is to begin with a known line may take to do so.</summary>
    private static readonly TimeSpan FirstLine = TimeSpan.FromSeconds(10);

    /// <summary>Spark's start script writes at once; a log that was read late and begins later than this has lost its beginning.</summary>
    private static readonly TimeSpan LateStart = TimeSpan.FromMinutes(1);

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\f\u0085\u2028\u2029");

    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(10);

    private readonly KubernetesApi _api;
    private readonly LogSlots _slots;
    private readonly IRunLog _log;
    private readonly LogPosition _position;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Change _changed = new();
    private volatile PodView _pod;
    private volatile bool _isGone;
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isHurried;
    private bool _fromStart;
    private bool _gotOn;
    private bool _hasOpened;
    private bool _isLate;
    private PodLogEnd? _before;
    private string? _remark;
    private (long Millisecond, string Text)? _newest;

    public PodLogCopy(PodView pod, IRunLog log, LogPosition position, KubernetesApi api, LogSlots slots, TimeProvider time, ILogger logger)
    {
        (_pod, _log, _position, _api, _slots, _time, _logger) = (pod, log, position, api, slots, time, logger);
    }

    /// <summary>Why the log could not be read the last time; null: it could.</summary>
    public string? Problem { get; private set; }

    /// <summary>The pod as it is now; null: it is gone.</summary>
    public void Update(PodView? pod)
    {
        if (pod is null ? _isGone : ReferenceEquals(pod, _pod)) return;
        var hadEnded = HasEnded;
        if (pod is null) _isGone = true;
        else _pod = pod;
        if (HasEnded != hadEnded) _changed.Set();
    }

    /// <summary>The pod is about to be deleted: completes when what its log has now is there. One that is followed is not waited for: it goes on to its end.</summary>
    public Task CatchUpAsync()
    {
        _isHurried = true;
        _changed.Set();
        return _caughtUp.Task;
    }

    private bool HasEnded => _isGone || _pod.HasEnded;

    /// <summary>Returns when all of the log is there, or what is missing cannot be had any more.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var wait = ShortWait;
        while (true)
        {
            var isLast = HasEnded;
            var follow = !isLast && await _slots.Follows.WaitAsync(0, cancellationToken);
            if (!isLast && !follow && (!_isHurried || _caughtUp.Task.IsCompleted))
            {
                // Others are followed; this one is copied when it has ended.
                await _changed.WaitAsync(LongWait, _time, cancellationToken);
                continue;
            }
            if (follow) _caughtUp.TrySetResult();
            _gotOn = false;
            // The log of a pod that is gone went with it; by now another pod may have its name.
            var end = isLast && _isGone ? PodLogEnd.Gone : await ReadInTurnAsync(follow, cancellationToken);
            if (end is PodLogEnd.Whole or PodLogEnd.Gone) _caughtUp.TrySetResult();
            // A stream that the server ended had everything there was.
            if (end == PodLogEnd.Gone && _before != PodLogEnd.Whole) _log.Write($"{StoredLines.Note}The pod {_pod.Metadata.Name} was deleted before its log was read to the end: what is missing is lost.");
            if (end == PodLogEnd.Gone || (end == PodLogEnd.Whole && isLast)) return;
            wait = end == PodLogEnd.Whole || _gotOn ? ShortWait : TimeSpan.FromTicks(Math.Min(LongWait.Ticks, wait.Ticks * 2));
            if (end == PodLogEnd.Behind) continue;
            _before = end;
            await _changed.WaitAsync(wait, _time, cancellationToken);
        }
    }

    private async Task<PodLogEnd> ReadInTurnAsync(bool follow, CancellationToken cancellationToken)
    {
        if (!follow) await _slots.Copies.WaitAsync(cancellationToken);
        try
        {
            _isLate = !follow && !_hasOpened;
            return await ReadAsync(follow, cancellationToken);
        }
        finally
        {
            (follow ? _slots.Follows : _slots.Copies).Release();
        }
    }

    private async Task<PodLogEnd> ReadAsync(bool follow, CancellationToken cancellationToken)
    {
        var since = _fromStart ? null : _position.Last;
        using var first = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            _position.Reopen();
            if (since is not null) first.CancelAfter(FirstLine);
            using var response = await _api.OpenAsync(PodLogRequest.Path(_pod, follow, since, _api.ServerNow), first.Token);
            if (_hasOpened && await IsAnotherPodAsync(cancellationToken)) return PodLogEnd.Gone;
            _hasOpened = true;
            Problem = null;
            await using var lines = new LineReader(await response.Content.ReadAsStreamAsync(first.Token), LongestLine);
            var isFirst = true;
            while (await lines.ReadAsync(first.Token) is { } line)
            {
                // No line end, and the container goes on: the rest is still to come, and comes with it next time.
                if (!line.IsWhole && follow && line.Text.Length < LongestLine) return PodLogEnd.Whole;
                if (PodLogLine.Parse(line.Text.Span) is not { } parsed)
                {
                    Remark(System.Text.Encoding.UTF8.GetString(line.Text.Span));
                    continue;
                }
                if (isFirst && !Covers(parsed, since)) return PodLogEnd.Behind;
                if (isFirst) first.CancelAfter(Timeout.InfiniteTimeSpan);
                isFirst = false;
                Write(parsed);
            }
            // Nothing, not even the line that was asked for: look at the whole log.
            if (isFirst && since is not null) return Behind();
            return PodLogEnd.Whole;
        }
        catch (KubernetesException e) when (e.IsNotFound)
        {
            return PodLogEnd.Gone;
        }
        catch (KubernetesException e)
        {
            if (!e.IsNotStarted) Tell(e);
            return _isGone ? PodLogEnd.Gone : PodLogEnd.Broken;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ObjectDisposedException)
        {
            Tell(e);
            return PodLogEnd.Broken;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Behind();
        }
    }

    /// <summary>Whether the answer begins before what is missing: else the clocks differ, and only the whole log tells.</summary>
    private bool Covers(PodLogLine first, long? since)
    {
        if (since is { } last && first.Millisecond >= last && (first.Millisecond, first.Text) != _newest)
        {
            _fromStart = true;
            return false;
        }
        // A stream that the server ended had all that was there: the log was only turned over.
        if (_fromStart && _before != PodLogEnd.Whole && _position.Last is { } known && first.Millisecond > known && !(StartedAt?.ToUnixTimeMilliseconds() >= known))
            _log.Write(first.At, $"{StoredLines.Note}Lines may be missing here: the node has thrown away what it had before the next one.");
        if (_isLate && _position.Last is null && first.At - StartedAt is { } gap && gap > LateStart)
            _log.Write(first.At, $"{StoredLines.Note}The log begins {gap.TotalSeconds:0} s after its container: what that wrote before, the node had thrown away before it was read.");
        _fromStart = false;
        return true;
    }

    private DateTimeOffset? StartedAt => _pod.Spark?.State is { } state ? state.Running?.StartedAt ?? state.Terminated?.StartedAt : null;

    /// <summary>A log is asked for by name, and the next execution's pod may have the name by now. Asked after the log was opened: a UID does not come back.</summary>
    private async Task<bool> IsAnotherPodAsync(CancellationToken cancellationToken)
    {
        var path = $"{ResourceType.Pods.PathIn(_pod.Metadata.Namespace)}?fieldSelector=metadata.name%3D{_pod.Metadata.Name}";
        var found = await _api.GetAsync(path, KubernetesJson.Default.ListPagePodView, cancellationToken);
        return found.Items.Any(pod => pod.Metadata.Uid != _pod.Metadata.Uid);
    }

    private void Tell(Exception problem)
    {
        Problem = problem.Message;
        _logger.LogAway(_pod.Metadata.Name, problem.Message);
    }

    /// <summary>The node itself speaks, mostly of a log that it cannot read.</summary>
    private void Remark(string remark)
    {
        if (remark == _remark) return;
        _remark = remark;
        _logger.LogRemark(_pod.Metadata.Name, remark);
        _log.Write($"{StoredLines.Note}The node says of this log: {remark}");
    }

    /// <summary>Whatever clocks say: the whole log, and what is there of it left out.</summary>
    private PodLogEnd Behind()
    {
        _fromStart = true;
        return PodLogEnd.Behind;
    }

    /// <summary>A carriage return or another line end within makes several lines of it in the log, each of which counts.</summary>
    private void Write(PodLogLine line)
    {
        if (_position.Last is not { } last || line.Millisecond > last) _newest = (line.Millisecond, line.Text);
        if (line.Text.AsSpan().IndexOfAny(LineEnds) < 0)
        {
            Write(line.Millisecond, line.At, line.Text);
            return;
        }
        foreach (var part in line.Text.AsSpan().EnumerateLines())
        {
            Write(line.Millisecond, line.At, part.ToString());
        }
    }

    private void Write(long millisecond, DateTimeOffset at, string text)
    {
        if (!_position.Take(millisecond)) return;
        _log.Write(at, text);
        _gotOn = true;
    }
}
