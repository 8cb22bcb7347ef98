using System.Threading.Channels;

namespace Floe.JobService.Dispatch;

/// <summary>Wakes the dispatcher. The queue itself is in the store, so one remembered signal is enough.</summary>
internal sealed class DispatchSignal
{
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Set() => _signals.Writer.TryWrite(true);

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _signals.Reader.ReadAsync(cancellationToken);
}
