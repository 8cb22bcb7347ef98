namespace Floe.JobService.Engines.SparkOperator.Logs;

/// <summary>
/// Which lines of a pod's log the service has. The API gives a log again from a second on, no finer; so lines are known by the number of them in
/// each millisecond, also where two outputs come a little out of order. After a reconnect as many of each are left out as are there.
/// </summary>
internal sealed class LogPosition
{
    /// <summary>Milliseconds that are counted; what is older counts as there.</summary>
    private const int Kept = 256;

    private readonly SortedDictionary<long, int> _counts = [];
    private Dictionary<long, int>? _again;
    private long _floor = long.MinValue;
    private long _current = long.MinValue;
    private int _currentCount;

    /// <summary>The newest millisecond there is a line of; null: there is none.</summary>
    public long? Last { get; private set; }

    /// <summary>Takes over what an earlier process has written, by the newest lines of it, oldest first.</summary>
    /// <param name="milliseconds">Of each line.</param>
    /// <param name="isAll">False where there are older ones: then the first millisecond may not be whole.</param>
    public void Restore(IReadOnlyList<long> milliseconds, bool isAll)
    {
        foreach (var millisecond in milliseconds) Add(millisecond);
        Settle();
        if (isAll || milliseconds.Count == 0) return;
        _floor = Math.Max(_floor, _counts.First().Key);
        _counts.Remove(_floor);
    }

    /// <summary>The log comes again from some place before the end of what is there.</summary>
    public void Reopen()
    {
        Settle();
        _again = Last is null ? null : new(_counts);
    }

    /// <summary>Whether a line at this time is new; if so it counts as written.</summary>
    public bool Take(long millisecond)
    {
        if (_again is not null && IsThere(millisecond)) return false;
        Add(millisecond);
        return true;
    }

    private bool IsThere(long millisecond)
    {
        if (millisecond > Last)
        {
            _again = null;
            return false;
        }
        if (_again!.TryGetValue(millisecond, out var left) && left > 0)
        {
            _again[millisecond] = left - 1;
            return true;
        }
        return millisecond <= _floor;
    }

    private void Add(long millisecond)
    {
        if (millisecond != _current)
        {
            Settle();
            _current = millisecond;
        }
        _currentCount++;
        if (Last is null || millisecond > Last) Last = millisecond;
    }

    private void Settle()
    {
        if (_currentCount == 0) return;
        _counts[_current] = _counts.GetValueOrDefault(_current) + _currentCount;
        _currentCount = 0;
        _current = long.MinValue;
        while (_counts.Count > Kept)
        {
            _floor = _counts.First().Key;
            _counts.Remove(_floor);
        }
    }
}
