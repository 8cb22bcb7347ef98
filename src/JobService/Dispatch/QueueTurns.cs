using Floe.JobService.Store;

namespace Floe.JobService.Dispatch;

/// <summary>
/// Whose turn it is: stride scheduling (Waldspurger 1995). Each start moves a queue on by 1/weight, and the one that is least far goes first; so
/// queues that always have jobs waiting start them in proportion to their weights. A queue that was empty joins where the others are.
/// </summary>
internal sealed class QueueTurns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, double> _passes = [];
    private readonly Dictionary<string, int> _running = [];
    private double _now;

    /// <summary>The queues that may start one more, the one whose turn it is first.</summary>
    public IReadOnlyList<string> Order(IEnumerable<QueueRecord> queues)
    {
        lock (_lock)
        {
            return [.. queues.Where(queue => queue.MaxRunning is not { } max || _running.GetValueOrDefault(queue.Name) < max)
                .OrderBy(queue => Math.Max(_now, _passes.GetValueOrDefault(queue.Name)))
                .ThenBy(queue => queue.Name, StringComparer.Ordinal).Select(queue => queue.Name)];
        }
    }

    public void Start(QueueRecord queue)
    {
        lock (_lock)
        {
            // The virtual time is that of the queue served last: who waited no longer than that has no claim to more.
            _now = Math.Max(_now, _passes.GetValueOrDefault(queue.Name));
            _passes[queue.Name] = _now + (1.0 / queue.Weight);
            _running[queue.Name] = _running.GetValueOrDefault(queue.Name) + 1;
        }
    }

    /// <summary>Counts a run that was there before.</summary>
    public void Adopt(string queue)
    {
        lock (_lock) _running[queue] = _running.GetValueOrDefault(queue) + 1;
    }

    public void End(string queue)
    {
        lock (_lock) _running[queue]--;
    }
}
