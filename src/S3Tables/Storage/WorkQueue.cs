using System.Diagnostics.CodeAnalysis;

namespace Floe.S3Tables.Storage;

/// <summary>
/// A queue that threads wait on without spinning. Each piece of work here waits for the disk, so the few microseconds that a spinning queue would save
/// are nothing, and the processor time it burns is taken from requests.
/// </summary>
internal sealed class WorkQueue<T>
{
    private readonly Queue<T> _items = new();
    private readonly object _signal = new();
    private bool _isComplete;

    /// <summary>False once the queue is complete.</summary>
    public bool TryAdd(T item)
    {
        lock (_signal)
        {
            if (_isComplete) return false;
            _items.Enqueue(item);
            Monitor.Pulse(_signal);
            return true;
        }
    }

    /// <summary>Waits for an item; false when the queue is complete and empty.</summary>
    public bool TryTake([MaybeNullWhen(false)] out T item)
    {
        lock (_signal)
        {
            while (_items.Count == 0 && !_isComplete) Monitor.Wait(_signal);
            return _items.TryDequeue(out item);
        }
    }

    /// <summary>An item if there is one now.</summary>
    public bool TryTakeNow([MaybeNullWhen(false)] out T item)
    {
        lock (_signal) return _items.TryDequeue(out item);
    }

    /// <summary>Takes nothing more; what is queued is still taken out.</summary>
    public void Complete()
    {
        lock (_signal)
        {
            _isComplete = true;
            Monitor.PulseAll(_signal);
        }
    }
}
