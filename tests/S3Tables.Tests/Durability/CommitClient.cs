using System.Globalization;
using Floe.Iceberg.Catalog;
using Floe.S3Tables.Client;
using Floe.S3Tables.Tests.Rest;
using Floe.S3Tables.Tests.Storage;

namespace Floe.S3Tables.Tests.Durability;

/// <summary>Counts in a property of a table, one commit a step. After a kill the table stands at the last step acknowledged, or one further.</summary>
internal sealed class CommitClient : IClientUnderKill
{
    private static readonly TableIdentifier Table = new(TablesUnderKill.Namespace, "t");

    private TableBucketArn _bucket = null!;
    private int _acknowledged;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task PrepareAsync(ServiceProcess service)
    {
        using var tables = new TablesUnderKill(service);
        _bucket = await tables.CreateAsync("crash", "strict", Table.Name);
    }

    public async Task RunAsync(ServiceProcess service, KillSwitch kill)
    {
        using var tables = new TablesUnderKill(service);
        using var catalog = tables.Open(_bucket);
        await kill.RunUntilThrownAsync(async () =>
        {
            var next = _acknowledged + 1;
            await catalog.CommitTableAsync(Table, [], [Commits.Property(TablesUnderKill.Step, next.ToString(CultureInfo.InvariantCulture))], Token);
            _acknowledged = next;
        });
    }

    public async Task CheckAsync(ServiceProcess service)
    {
        using var tables = new TablesUnderKill(service);
        using var catalog = tables.Open(_bucket);
        var table = await catalog.LoadTableAsync(Table, Token);
        var step = TablesUnderKill.StepOf(table.Metadata);
        Assert.InRange(step, _acknowledged, _acknowledged + 1);
        // Each step wrote one metadata file, and no file's number was given twice.
        Assert.Contains($"/{step:D5}-", table.MetadataLocation);
        _acknowledged = step;
    }
}
