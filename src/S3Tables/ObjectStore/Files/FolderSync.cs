using Floe.ServiceDefaults.Files;

namespace Floe.S3Tables.ObjectStore.Files;

/// <summary>Makes the names in one folder durable (<see cref="FolderNames"/>). Callers that come while one sync runs share the next.</summary>
internal sealed class FolderSync(string folder)
{
    private readonly Lock _lock = new();
    private long _changes;
    private long _synced;

    /// <summary>Returns when every change made before the call is durable.</summary>
    public void Sync()
    {
        var change = Interlocked.Increment(ref _changes);
        lock (_lock)
        {
            if (_synced >= change) return;
            var upTo = Interlocked.Read(ref _changes);
            FolderNames.Sync(folder);
            _synced = upTo;
        }
    }
}
