using System.Globalization;

namespace Floe.FakeKubernetes;

/// <summary>What a container writes: lines with the node's time in nanoseconds, until it ends.</summary>
public sealed class PodLog
{
    private readonly Lock _lock = new();
    private readonly List<(DateTimeOffset At, string Text)> _lines = [];
    private TaskCompletionSource _grew = New();
    private bool _ended;

    /// <summary>Lines before this one were thrown away by the node.</summary>
    private int _first;

    /// <summary>Streams opened so far, and open now.</summary>
    public int Opened => _opened;

    public int Open => _open;

    private int _opened;
    private int _open;

    public void Write(DateTimeOffset at, params IEnumerable<string> lines) => Grow(() => _lines.AddRange(lines.Select(line => (at, line))));

    /// <summary>A line of the kubelet's own, which has no time.</summary>
    public void Remark(string text) => Grow(() => _lines.Add((default, text)));

    public void End() => Grow(() => _ended = true);

    /// <summary>The node keeps only the lines from now on.</summary>
    public void Rotate()
    {
        lock (_lock) _first = _lines.Count;
    }

    public int CountBefore(DateTimeOffset since)
    {
        lock (_lock)
        {
            var index = _first;
            while (index < _lines.Count && _lines[index].At < since) index++;
            return index;
        }
    }

    public int CountBeforeTail(int lines)
    {
        lock (_lock) return Math.Max(_first, _lines.Count - lines);
    }

    public int First
    {
        get
        {
            lock (_lock) return _first;
        }
    }

    /// <summary>The lines from an index on, whether there will be more, and what completes when there are.</summary>
    public (IReadOnlyList<string> Lines, bool Ended, Task Grew) Read(int from, bool timestamps)
    {
        lock (_lock)
        {
            var lines = _lines.Skip(from).Select(line => timestamps && line.At != default ? $"{Stamp(line.At)} {line.Text}" : line.Text).ToList();
            return (lines, _ended, _grew.Task);
        }
    }

    public IDisposable Enter()
    {
        Interlocked.Increment(ref _opened);
        Interlocked.Increment(ref _open);
        return new Leave(() => Interlocked.Decrement(ref _open));
    }

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture);

    private void Grow(Action change)
    {
        TaskCompletionSource grew;
        lock (_lock)
        {
            change();
            (grew, _grew) = (_grew, New());
        }
        grew.TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Leave(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
