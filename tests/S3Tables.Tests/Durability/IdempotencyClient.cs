using Floe.Iceberg.Catalog;
using Floe.Iceberg.Catalog.Wire;
using Floe.Iceberg.Updates;
using Floe.S3Tables.Client;
using Floe.S3Tables.Tests.Rest;
using Floe.S3Tables.Tests.Storage;

namespace Floe.S3Tables.Tests.Durability;

/// <summary>
/// Commits snapshot after snapshot, each under an idempotency key and only where the one before is current. What the kill cut off is sent again after the restart,
/// with its key: it must succeed whether or not it had happened, and be there once.
/// </summary>
internal sealed class IdempotencyClient : IClientUnderKill
{
    private static readonly TableIdentifier Table = new(TablesUnderKill.Namespace, "t");

    private TableBucketArn _bucket = null!;
    private long _acknowledged;
    private (Guid Key, byte[] Body)? _pending;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task PrepareAsync(ServiceProcess service)
    {
        using var tables = new TablesUnderKill(service);
        _bucket = await tables.CreateAsync("idempotency", "lenient", Table.Name);
    }

    public async Task RunAsync(ServiceProcess service, KillSwitch kill)
    {
        using var tables = new TablesUnderKill(service);
        using var catalog = tables.Open(_bucket);
        await kill.RunUntilThrownAsync(async () =>
        {
            var current = (await catalog.LoadTableAsync(Table, Token)).Metadata;
            var (requirements, updates) = Commits.Append(current, _acknowledged + 1);
            IEnumerable<MetadataUpdate> all = current.CurrentSnapshotId is { } previous ? [.. updates, new RemoveSnapshots([previous])] : updates;
            _pending = (Guid.NewGuid(), new CommitTableRequest(requirements, [.. all]).Serialize());
            await SendAsync(tables);
        });
    }

    public async Task CheckAsync(ServiceProcess service)
    {
        using var tables = new TablesUnderKill(service);
        if (_pending is not null) await SendAsync(tables);
        using var catalog = tables.Open(_bucket);
        var table = (await catalog.LoadTableAsync(Table, Token)).Metadata;
        Assert.Equal(_acknowledged == 0 ? null : _acknowledged, table.CurrentSnapshotId);
        Assert.Equal(_acknowledged, table.LastSequenceNumber);
    }

    private async Task SendAsync(TablesUnderKill tables)
    {
        var (key, body) = _pending!.Value;
        Assert.Equal(200, await tables.PostAsync(_bucket, $"namespaces/{Table.Namespace}/tables/{Table.Name}", body, key));
        _pending = null;
        _acknowledged++;
    }
}
