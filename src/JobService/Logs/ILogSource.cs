namespace Floe.JobService.Logs;

/// <summary>The bytes of a log that may still grow.</summary>
internal interface ILogSource : IDisposable
{
    /// <summary>Fills the buffer as far as there is something from <paramref name="offset"/> on; 0 at the end.</summary>
    /// <exception cref="LogRemovedException">The log was deleted since it was opened, and the store does not keep it for those who read it.</exception>
    ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancellationToken);

    ValueTask<long> LengthAsync(CancellationToken cancellationToken);
}
