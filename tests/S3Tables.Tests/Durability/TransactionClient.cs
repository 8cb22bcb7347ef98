using System.Globalization;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Catalog.Wire;
using Floe.S3Tables.Client;
using Floe.S3Tables.Tests.Rest;
using Floe.S3Tables.Tests.Storage;

namespace Floe.S3Tables.Tests.Durability;

/// <summary>Moves two tables on in one transaction a step. After a kill both stand at the same step: the last acknowledged, or one further.</summary>
internal sealed class TransactionClient : IClientUnderKill
{
    private static readonly TableIdentifier[] Tables = [new(TablesUnderKill.Namespace, "one"), new(TablesUnderKill.Namespace, "two")];

    private TableBucketArn _bucket = null!;
    private int _acknowledged;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task PrepareAsync(ServiceProcess service)
    {
        using var tables = new TablesUnderKill(service);
        _bucket = await tables.CreateAsync("transactions", "lenient", "one", "two");
    }

    public async Task RunAsync(ServiceProcess service, KillSwitch kill)
    {
        using var tables = new TablesUnderKill(service);
        await kill.RunUntilThrownAsync(async () =>
        {
            var next = (_acknowledged + 1).ToString(CultureInfo.InvariantCulture);
            var changes = Tables.Select(table => new CommitTableRequest([], [Commits.Property(TablesUnderKill.Step, next)], table));
            Assert.Equal(204, await tables.PostAsync(_bucket, "transactions/commit", new CommitTransactionRequest([.. changes]).Serialize()));
            _acknowledged++;
        });
    }

    public async Task CheckAsync(ServiceProcess service)
    {
        using var tables = new TablesUnderKill(service);
        using var catalog = tables.Open(_bucket);
        var steps = new List<int>();
        foreach (var table in Tables) steps.Add(TablesUnderKill.StepOf((await catalog.LoadTableAsync(table, Token)).Metadata));
        var step = Assert.Single(steps.Distinct());
        Assert.InRange(step, _acknowledged, _acknowledged + 1);
        _acknowledged = step;
    }
}
