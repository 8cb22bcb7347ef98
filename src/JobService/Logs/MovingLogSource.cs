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
            return await MoveAsync(cancellationToken) ? await _source.ReadAsync(buffer, offset, cancellationToken) : 0;
        }
    }

    public async ValueTask<long> LengthAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _source.LengthAsync(cancellationToken);
        }
        catch (LogRemovedException)
        {
            return await MoveAsync(cancellationToken) ? await _source.LengthAsync(cancellationToken) : 0;
        }
    }

    public void Dispose() => _source.Dispose();

    /// <summary>False where it is deleted for good: what was read is all there is.</summary>
    private async Task<bool> MoveAsync(CancellationToken cancellationToken)
    {
        if (await openArchived(cancellationToken) is not { } archived) return false;
        _source.Dispose();
        _source = archived;
        return true;
    }
}
