namespace Floe.Iceberg.IO;

/// <summary>Which files of the cache are lent and which were not used for long: keeps the cache within its size without touching lent files.</summary>
internal sealed class CacheUsage
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The least recently used first.</summary>
    private readonly LinkedList<Entry> _order = new();

    private readonly long _maxBytes;
    private long _bytes;

    public CacheUsage(string folder, long maxBytes)
    {
        _maxBytes = maxBytes;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles().OrderBy(f => f.LastAccessTimeUtc)) AddEntry(file.FullName, file.Length);
        Trim();
    }

    public ILocalFile? TryLend(string path)
    {
        lock (_lock) return _entries.TryGetValue(path, out var entry) ? Lend(entry) : null;
    }

    /// <summary>Gives a whole download its name and lends it.</summary>
    public ILocalFile AddAndLend(string download, string path)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(path, out var entry))
            {
                File.Move(download, path, overwrite: true);
                entry = AddEntry(path, new FileInfo(path).Length);
            }
            var lent = Lend(entry);
            Trim();
            return lent;
        }
    }

    private Entry AddEntry(string path, long length)
    {
        var entry = new Entry(path, length);
        _entries.Add(path, entry);
        _order.AddLast(entry.Node);
        _bytes += length;
        return entry;
    }

    private Lent Lend(Entry entry)
    {
        entry.Lent++;
        _order.Remove(entry.Node);
        _order.AddLast(entry.Node);
        return new Lent(this, entry);
    }

    private void Return(Entry entry)
    {
        lock (_lock)
        {
            entry.Lent--;
            Trim();
        }
    }

    private void Trim()
    {
        for (var node = _order.First; node is not null && _bytes > _maxBytes;)
        {
            var (entry, next) = (node.Value, node.Next);
            if (entry.Lent == 0)
            {
                File.Delete(entry.Path);
                _order.Remove(node);
                _entries.Remove(entry.Path);
                _bytes -= entry.Length;
            }
            node = next;
        }
    }

    private sealed class Entry
    {
        public Entry(string path, long length)
        {
            (Path, Length) = (path, length);
            Node = new LinkedListNode<Entry>(this);
        }

        public string Path { get; }

        public long Length { get; }

        public LinkedListNode<Entry> Node { get; }

        public int Lent { get; set; }
    }

    private sealed class Lent(CacheUsage usage, Entry entry) : ILocalFile
    {
        private int _returned;

        public string Path => entry.Path;

        public long Length => entry.Length;

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _returned, 1) == 0) usage.Return(entry);
            return ValueTask.CompletedTask;
        }
    }
}
