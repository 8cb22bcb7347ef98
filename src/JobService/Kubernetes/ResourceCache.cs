namespace Floe.JobService.Kubernetes;

/// <summary>The objects of one kind in one namespace, by UID, as last heard. Thread-safe. What changed is told by group, such as the job's id.</summary>
internal sealed class ResourceCache<T>(Func<T, string?> group, Action<string> changed) where T : class, IClusterObject
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, T> _byUid = [];
    private readonly Dictionary<string, List<string>> _groups = [];

    public int Count
    {
        get
        {
            lock (_lock) return _byUid.Count;
        }
    }

    public T? Find(string uid)
    {
        lock (_lock) return _byUid.GetValueOrDefault(uid);
    }

    public IReadOnlyList<T> InGroup(string key)
    {
        lock (_lock) return _groups.TryGetValue(key, out var uids) ? [.. uids.Select(uid => _byUid[uid])] : [];
    }

    public IReadOnlyList<T> All()
    {
        lock (_lock) return [.. _byUid.Values];
    }

    public void Put(T item)
    {
        var key = group(item);
        lock (_lock)
        {
            if (_byUid.TryGetValue(item.Metadata.Uid, out var old))
            {
                if (old.Metadata.ResourceVersion == item.Metadata.ResourceVersion) return;
                if (group(old) != key) Leave(old);
            }
            if (key is not null && (old is null || group(old) != key)) Join(key, item.Metadata.Uid);
            _byUid[item.Metadata.Uid] = item;
        }
        if (key is not null) changed(key);
    }

    public void Remove(string uid)
    {
        string? key;
        lock (_lock)
        {
            if (!_byUid.TryGetValue(uid, out var old)) return;
            Leave(old);
            _byUid.Remove(uid);
            key = group(old);
        }
        if (key is not null) changed(key);
    }

    /// <summary>After a whole list: what it did not have is gone.</summary>
    public void KeepOnly(IReadOnlySet<string> uids)
    {
        List<string> gone;
        lock (_lock) gone = [.. _byUid.Keys.Where(uid => !uids.Contains(uid))];
        foreach (var uid in gone) Remove(uid);
    }

    private void Join(string key, string uid)
    {
        if (_groups.TryGetValue(key, out var uids)) uids.Add(uid);
        else _groups[key] = [uid];
    }

    private void Leave(T item)
    {
        if (group(item) is not { } key || !_groups.TryGetValue(key, out var uids)) return;
        uids.Remove(item.Metadata.Uid);
        if (uids.Count == 0) _groups.Remove(key);
    }
}
