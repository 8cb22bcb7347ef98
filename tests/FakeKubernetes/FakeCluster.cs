using System.Globalization;
using System.Text.Json.Nodes;

namespace Floe.FakeKubernetes;

/// <summary>The state of a cluster: namespaced objects with UIDs and versions, and a history to watch. Thread-safe; changes come one after another.</summary>
public sealed class FakeCluster(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Plural, string Namespace), SortedDictionary<string, StoredObject>> _objects = [];
    private readonly List<ClusterEvent> _history = [];
    private TaskCompletionSource _grew = New();
    private long _version = 1000;
    private long _compactedTo = 1000;

    public TimeProvider Time { get; } = time;

    public HashSet<string> Namespaces { get; } = ["spark-jobs"];

    /// <summary>Kinds that the server does not know: CRDs that are not installed.</summary>
    public HashSet<string> MissingKinds { get; } = [];

    /// <summary>How far the cluster's clock is from this one's.</summary>
    public TimeSpan Skew { get; set; }

    /// <summary>Who else looks at each change, in order: the operator and the nodes.</summary>
    public event Action<ClusterEvent>? Changed;

    public DateTimeOffset Now => Time.GetUtcNow() + Skew;

    public long Version
    {
        get
        {
            lock (_lock) return _version;
        }
    }

    /// <summary>Completes with the next change.</summary>
    public Task Grew
    {
        get
        {
            lock (_lock) return _grew.Task;
        }
    }

    public string Stamp() => Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public StoredObject? Find(string plural, string space, string name)
    {
        lock (_lock) return In(plural, space).GetValueOrDefault(name);
    }

    /// <summary>In order of their names.</summary>
    public IReadOnlyList<StoredObject> List(string plural, string space, Selector? selector = null)
    {
        lock (_lock) return [.. In(plural, space).Values.Where(item => selector?.Takes(item) ?? true)];
    }

    public StoredObject Create(string plural, string space, JsonObject body)
    {
        if (MissingKinds.Contains(plural)) throw ApiException.KindMissing();
        if (!Namespaces.Contains(space)) throw new ApiException(404, "NotFound", $"namespaces \"{space}\" not found", "namespaces", space);
        var metadata = body["metadata"]!.AsObject();
        var name = (string)metadata["name"]!;
        ClusterEvent change;
        lock (_lock)
        {
            if (In(plural, space).ContainsKey(name)) throw new ApiException(409, "AlreadyExists", $"{plural} \"{name}\" already exists", plural, name);
            metadata["namespace"] = space;
            metadata["uid"] = Guid.NewGuid().ToString();
            metadata["creationTimestamp"] = Stamp();
            change = Store("ADDED", StoredObject.Of(plural, body, ++_version));
        }
        Changed?.Invoke(change);
        return change.Object;
    }

    /// <summary>Changes an object in place.</summary>
    /// <returns>Null where there is none.</returns>
    public StoredObject? Change(string plural, string space, string name, Action<JsonObject> change)
    {
        ClusterEvent happened;
        lock (_lock)
        {
            if (!In(plural, space).TryGetValue(name, out var old)) return null;
            var body = old.Read();
            change(body);
            happened = Store("MODIFIED", StoredObject.Of(plural, body, ++_version));
        }
        Changed?.Invoke(happened);
        return happened.Object;
    }

    /// <summary>A merge patch (RFC 7386), of everything but the status or of the status alone. A UID in it is a precondition.</summary>
    public StoredObject Patch(string plural, string space, string name, JsonObject patch, bool isStatus) => Change(plural, space, name, body =>
    {
        if (patch["metadata"]?["uid"] is { } uid && (string?)uid != (string?)body["metadata"]!["uid"])
            throw new ApiException(409, "Conflict", "Precondition failed: UID in precondition does not match", plural, name);
        foreach (var (key, value) in patch.Where(member => (member.Key == "status") == isStatus).ToList()) Merge(body, key, value);
    }) ?? throw ApiException.NotFound(plural, name);

    /// <summary>What owns others stays with a deletion timestamp until <see cref="Remove"/> where the delete is a foreground one.</summary>
    public StoredObject Delete(string plural, string space, string name, string? uid, bool isForeground)
    {
        var found = Find(plural, space, name) ?? throw ApiException.NotFound(plural, name);
        if (uid is not null && uid != found.Uid) throw new ApiException(409, "Conflict", $"Precondition failed: UID in precondition: {uid}, UID in object meta: {found.Uid}", plural, name);
        if (isForeground) return Change(plural, space, name, body => body["metadata"]!["deletionTimestamp"] ??= Stamp())!;
        Remove(plural, space, name);
        return found;
    }

    /// <summary>The object is gone.</summary>
    public void Remove(string plural, string space, string name)
    {
        ClusterEvent change;
        lock (_lock)
        {
            if (!In(plural, space).TryGetValue(name, out var old)) return;
            change = Store("DELETED", StoredObject.Of(plural, old.Read(), ++_version));
            In(plural, space).Remove(name);
        }
        Changed?.Invoke(change);
    }

    /// <summary>The changes after a version; null where they are forgotten.</summary>
    public IReadOnlyList<ClusterEvent>? Since(long version, string plural, string space)
    {
        lock (_lock)
        {
            if (version < _compactedTo) return null;
            var start = _history.Count;
            while (start > 0 && _history[start - 1].Version > version) start--;
            return [.. _history.Skip(start).Where(change => change.Object.Plural == plural && change.Object.Namespace == space)];
        }
    }

    /// <summary>Forgets the history, as etcd does every five minutes.</summary>
    public void Compact()
    {
        lock (_lock)
        {
            _history.Clear();
            _compactedTo = ++_version;
        }
    }

    private SortedDictionary<string, StoredObject> In(string plural, string space)
    {
        if (!_objects.TryGetValue((plural, space), out var items)) _objects[(plural, space)] = items = new(StringComparer.Ordinal);
        return items;
    }

    private ClusterEvent Store(string type, StoredObject item)
    {
        In(item.Plural, item.Namespace)[item.Name] = item;
        var change = new ClusterEvent(type, item, item.Version);
        _history.Add(change);
        var grew = _grew;
        _grew = New();
        grew.TrySetResult();
        return change;
    }

    private static void Merge(JsonObject target, string key, JsonNode? value)
    {
        if (value is null)
        {
            target.Remove(key);
        }
        else if (value is JsonObject members)
        {
            if (target[key] is not JsonObject inner) target[key] = inner = [];
            foreach (var (name, member) in members.ToList()) Merge(inner, name, member);
        }
        else
        {
            target[key] = value.DeepClone();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
