using System.Globalization;
using Floe.Iceberg.Catalog;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Tests.Rest;
using Floe.S3Tables.Tests.Storage;

namespace Floe.S3Tables.Tests.Durability;

/// <summary>Commits to a table that is replicated. After a restart the replica reaches the source's step without a further commit.</summary>
internal sealed class ReplicationClient : IClientUnderKill
{
    private static readonly TableIdentifier Table = new(TablesUnderKill.Namespace, "t");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private TableBucketArn _source = null!;
    private TableBucketArn _target = null!;
    private int _acknowledged;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task PrepareAsync(ServiceProcess service)
    {
        using var tables = new TablesUnderKill(service);
        _source = await tables.CreateAsync("replicated", "strict", Table.Name);
        _target = TableBucketArn.Parse((await tables.Client.CreateTableBucketAsync(new("replica"), Token)).Arn);
        await tables.Client.PutTableBucketReplicationAsync(
            _source, new ReplicationConfiguration("arn:aws:iam::000000000000:role/replicator", [new([new(_target.ToString())])]), cancellationToken: Token);
    }

    public async Task RunAsync(ServiceProcess service, KillSwitch kill)
    {
        using var tables = new TablesUnderKill(service);
        using var catalog = tables.Open(_source);
        await kill.RunUntilThrownAsync(async () =>
        {
            await catalog.CommitTableAsync(Table, [], [Commits.Property(TablesUnderKill.Step, (_acknowledged + 1).ToString(CultureInfo.InvariantCulture))], Token);
            _acknowledged++;
        });
    }

    public async Task CheckAsync(ServiceProcess service)
    {
        using var tables = new TablesUnderKill(service);
        using var source = tables.Open(_source);
        using var replica = tables.Open(_target);
        var step = TablesUnderKill.StepOf((await source.LoadTableAsync(Table, Token)).Metadata);
        Assert.InRange(step, _acknowledged, _acknowledged + 1);
        _acknowledged = step;

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Token);
        timeout.CancelAfter(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await StepOfAsync(replica) is var reached && reached != step)
        {
            Assert.True(reached is null || reached < step, $"The replica is at step {reached}, ahead of its source at {step}.");
            await timer.WaitForNextTickAsync(timeout.Token);
        }
    }

    /// <summary>Null before there is a replica.</summary>
    private static async Task<int?> StepOfAsync(RestCatalog catalog)
    {
        try
        {
            return TablesUnderKill.StepOf((await catalog.LoadTableAsync(Table, Token)).Metadata);
        }
        catch (NoSuchTableException)
        {
            return null;
        }
    }
}
