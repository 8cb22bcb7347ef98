using Floe.JobService.Logs.Archive;

namespace Floe.JobService.Logs;

/// <summary>The service's own copy of a log, and the archived one once that is deleted: a reader goes on at the same byte.</summary>
internal sealed class MovingLogSource(ILogSource copy, Func<CancellationToken, ValueTask<ILogSource?>> openArchived) : ILogSource
{
    private ILogSource _source = copy;
    private bool _isMoved;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancellationToken) =>
        (int)await DoAsync(async source => await source.ReadAsync(buffer, offset, cancellationToken), cancellationToken);

    public ValueTask<long> LengthAsync(CancellationToken cancellationToken) => DoAsync(source => source.LengthAsync(cancellationToken), cancellationToken);

    public void Dispose() => _source.Dispose();

    /// <returns>0 where the log is deleted for good: what was read is all there is.</returns>
    private async ValueTask<long> DoAsync(Func<ILogSource, ValueTask<long>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work(_source);
        }
        catch (LogRemovedException)
        {
            return await MoveAsync(cancellationToken) ? await DoAsync(work, cancellationToken) : 0;
        }
        catch (ArchiveException e) when (e.IsGone && _isMoved)
        {
            return 0;
        }
    }

    private async Task<bool> MoveAsync(CancellationToken cancellationToken)
    {
        if (await openArchived(cancellationToken) is not { } archived) return false;
        _source.Dispose();
        _source = archived;
        return _isMoved = true;
    }
}
