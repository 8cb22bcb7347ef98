using System.Diagnostics.CodeAnalysis;

namespace Floe.S3Tables.Storage;

/// <summary>
/// What is to be written, and whose turn it is to do it. Whoever adds to an idle queue leads: it commits the first group itself, which spares a lone
/// writer two changes of thread, each as long as half a sync. What has come meanwhile is the writer thread's.
/// </summary>
internal sealed class WriteQueue
{
    private readonly Queue<PendingWrite> _writes = new();
    private readonly object _signal = new();
    private bool _isLed;
    private bool _isHandedOver;
    private bool _isComplete;

    /// <param name="write">What to add.</param>
    /// <param name="leads">Whether the caller has to commit, and call <see cref="HandOver"/> then.</param>
    /// <returns>False once the queue is complete.</returns>
    public bool TryAdd(PendingWrite write, out bool leads)
    {
        lock (_signal)
        {
            leads = !_isLed && !_isComplete;
            if (_isComplete) return false;
            _isLed = true;
            _writes.Enqueue(write);
            return true;
        }
    }

    public bool TryTake([MaybeNullWhen(false)] out PendingWrite write)
    {
        lock (_signal) return _writes.TryDequeue(out write);
    }

    /// <summary>The caller leads no longer; the writer thread does, where something is left.</summary>
    public void HandOver()
    {
        lock (_signal)
        {
            _isLed = _isHandedOver = _writes.Count > 0;
            if (_isHandedOver || _isComplete) Monitor.PulseAll(_signal);
        }
    }

    /// <summary>Waits until the writer thread leads; false when nothing comes any more.</summary>
    public bool WaitForTurn()
    {
        lock (_signal)
        {
            while (!_isHandedOver && !(_isComplete && !_isLed)) Monitor.Wait(_signal);
            return _isHandedOver;
        }
    }

    /// <summary>Takes nothing more; what is queued is still written.</summary>
    public void Complete()
    {
        lock (_signal)
        {
            _isComplete = true;
            Monitor.PulseAll(_signal);
        }
    }
}
