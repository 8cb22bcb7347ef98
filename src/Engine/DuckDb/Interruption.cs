using DuckDB.NET.Data;

namespace Floe.Engine.DuckDb;

/// <summary>
/// Interrupts a command while its token is cancelled. DuckDB forgets an interrupt that arrives before the statement has begun, so one is
/// not enough: it is repeated until the statement has come back.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Lock _gate = new();
    private readonly DuckDBCommand _command;
    private readonly Timer _timer;
    private readonly CancellationTokenRegistration _registration;
    private bool _ended;

    public Interruption(DuckDBCommand command, CancellationToken cancellationToken)
    {
        _command = command;
        _timer = new Timer(_ => Interrupt(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _registration = cancellationToken.Register(() => _timer.Change(TimeSpan.Zero, Pause));
    }

    /// <summary>No interrupt reaches the command after this: the next statement of the connection is not its business.</summary>
    public void Dispose()
    {
        _registration.Dispose();
        lock (_gate) _ended = true;
        _timer.Dispose();
    }

    private void Interrupt()
    {
        lock (_gate)
        {
            if (!_ended) _command.Cancel();
        }
    }
}
