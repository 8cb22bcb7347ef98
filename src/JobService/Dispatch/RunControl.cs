namespace Floe.JobService.Dispatch;

/// <summary>The means to stop one run, and the first reason somebody had to.</summary>
#pragma warning disable CA1001 // The source has no timer to free, and a cancel may come while the run ends.
internal sealed class RunControl
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenSource _leave = new();
    private int _end;

    public RunEnd End => (RunEnd)Volatile.Read(ref _end);

    public CancellationToken Token => _source.Token;

    /// <summary>The service stops or another process has the run, whatever ended it: what is still to be written down is not waited for any more.</summary>
    public CancellationToken Leave => _leave.Token;

    public void Stop(RunEnd end)
    {
        if (end is RunEnd.ServiceStop or RunEnd.TakenOver) _leave.Cancel();
        if (Interlocked.CompareExchange(ref _end, (int)end, (int)RunEnd.None) == (int)RunEnd.None) _source.Cancel();
    }
}
