namespace Floe.JobService.Logs;

/// <summary>The service's own copy of a log, and the archived one once that is deleted: a reader goes on at the same byte.</summary>
internal sealed class MovingLogSource(ILogSource copy, Func<CancellationToken, ValueTask<ILogSource?>> openArchived) : ILogSource
{
    private ILogSource _source = copy;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancellationToken)
    {
        try
        {
            return await _source.ReadAsync(buffer, offset, cancellationToken);
        }
        catch (LogRemovedException)
        {
            // Deleted for good: what was read is all there is.
            if (await openArchived(cancellationToken) is not { } archived) return 0;
            _source.Dispose();
            _source = archived;
            return await _source.ReadAsync(buffer, offset, cancellationToken);
        }
    }

    public ValueTask<long> LengthAsync(CancellationToken cancellationToken) => _source.LengthAsync(cancellationToken);

    public void Dispose() => _source.Dispose();
}
