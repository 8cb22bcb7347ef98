using System.Collections.Concurrent;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.S3;

/// <summary>
/// How a bucket encrypts what asks for nothing: a table's own bucket as the table was made to, others by S3's default. In memory, for each request asks; a table's
/// never changes, and neither is its bucket's name used again.
/// </summary>
internal sealed class BucketEncryption(Database database)
{
    private const string WarehouseSuffix = "--table-s3";
    private const int Capacity = 1024;

    private readonly ConcurrentDictionary<string, ObjectEncryption> _ofWarehouses = new(StringComparer.Ordinal);

    public ObjectEncryption Of(string bucket)
    {
        if (!bucket.EndsWith(WarehouseSuffix, StringComparison.Ordinal)) return ObjectEncryption.Aes;
        return _ofWarehouses.TryGetValue(bucket, out var known) ? known : Find(bucket);
    }

    private ObjectEncryption Find(string warehouse)
    {
        var found = database.Read(connection => TableStore.FindByWarehouse(connection, warehouse) is { } table
            ? SettingStore.Find(connection, table.Id, SettingKind.Encryption, ContractsJson.Default.EncryptionConfiguration) is { } setting
                ? new ObjectEncryption(setting.SseAlgorithm, setting.KmsKeyArn)
                : ObjectEncryption.Aes
            : null);
        // The table may still come: a staged one is there with its first commit.
        if (found is null) return ObjectEncryption.Aes;
        if (_ofWarehouses.Count >= Capacity) _ofWarehouses.Clear();
        return _ofWarehouses[warehouse] = found;
    }
}
