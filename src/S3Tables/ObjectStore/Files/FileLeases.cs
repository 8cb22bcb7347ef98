namespace Floe.S3Tables.ObjectStore.Files;

/// <summary>Files lent to readers by path. A lent file is not deleted until the last reader has given it back.</summary>
internal sealed class FileLeases(FileLayout layout)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, Lease> _leases = [];

    public void Take(long fileId)
    {
        lock (_lock)
        {
            var lease = _leases.GetValueOrDefault(fileId) ?? (_leases[fileId] = new Lease());
            lease.Readers++;
        }
    }

    public void Return(long fileId)
    {
        lock (_lock)
        {
            var lease = _leases[fileId];
            if (--lease.Readers > 0) return;
            _leases.Remove(fileId);
            if (lease.IsDoomed) File.Delete(layout.PathOf(fileId));
        }
    }

    /// <summary>Deletes the file now, or when its last reader returns it. After a crash in between, the next start deletes it: its garbage row is kept.</summary>
    /// <returns>Whether it is gone.</returns>
    public bool Delete(long fileId)
    {
        lock (_lock)
        {
            if (_leases.TryGetValue(fileId, out var lease))
            {
                lease.IsDoomed = true;
                return false;
            }
            File.Delete(layout.PathOf(fileId));
            return true;
        }
    }

    private sealed class Lease
    {
        public int Readers { get; set; }

        public bool IsDoomed { get; set; }
    }
}
