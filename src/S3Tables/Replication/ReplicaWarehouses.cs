using System.Collections.Concurrent;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.Replication;

/// <summary>The buckets of replicas, in memory: each upload to a table's bucket asks whether it is one.</summary>
public sealed class ReplicaWarehouses
{
    private readonly ConcurrentDictionary<string, bool> _warehouses;

    public ReplicaWarehouses(Database database) =>
        _warehouses = new(database.Read(ReplicationStore.ReplicaWarehouses).Select(warehouse => KeyValuePair.Create(warehouse, true)), StringComparer.Ordinal);

    public bool Contains(string warehouse) => _warehouses.ContainsKey(warehouse);

    /// <summary>A name is never used again, so none has to be taken out.</summary>
    public void Add(string warehouse) => _warehouses[warehouse] = true;
}
