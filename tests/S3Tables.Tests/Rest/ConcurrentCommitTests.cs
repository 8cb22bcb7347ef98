using System.Globalization;
using Floe.Iceberg.Catalog;
using Floe.S3Tables.Tests.TablesApi;

namespace Floe.S3Tables.Tests.Rest;

public sealed class ConcurrentCommitTests
{
    private const int Writers = 16;
    private const int CommitsEach = 4;

    private static readonly TableIdentifier Table = new("ns", "t");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sixteen_appenders_that_retry_lose_nothing_and_each_version_has_one_winner()
    {
        await using var lake = await Lake.StartAsync();
        await lake.CreateTableAsync();

        var bases = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => AppendAsync(lake, writer), Cancellation)));

        using var catalog = lake.OpenCatalog();
        var table = (await catalog.LoadTableAsync(Table, Cancellation)).Metadata;
        Assert.Equal(Writers * CommitsEach, table.Snapshots.Count);
        Assert.Equal(Writers * CommitsEach, table.History(table.CurrentSnapshotId!.Value).Count());
        Assert.Equal(Enumerable.Range(1, Writers * CommitsEach).Select(i => (long)i), table.Snapshots.Select(snapshot => snapshot.SequenceNumber).Order());

        // Each successful commit stood on another version: no two winners had the same parent.
        Assert.Equal(Writers * CommitsEach, bases.SelectMany(parents => parents).Distinct().Count());
    }

    [Fact]
    public async Task Commits_that_do_not_contradict_each_other_all_succeed_without_a_retry()
    {
        await using var lake = await Lake.StartAsync();
        await lake.CreateTableAsync();
        using var catalog = lake.OpenCatalog();

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(i =>
            catalog.CommitTableAsync(Table, [], [Commits.Property($"key-{i.ToString(CultureInfo.InvariantCulture)}", "set")], Cancellation)));

        var loaded = await catalog.LoadTableAsync(Table, Cancellation);
        Assert.Equal(Writers, loaded.Metadata.Properties.Count);
        Assert.Equal(Writers, loaded.Metadata.MetadataLog.Count);
        Assert.Contains($"/{Writers:D5}-", loaded.MetadataLocation);
    }

    /// <summary>Appends as an engine does: on a conflict, look again and try again.</summary>
    /// <returns>The snapshots the successful commits stood on.</returns>
    private static async Task<List<long>> AppendAsync(Lake lake, int writer)
    {
        using var catalog = lake.OpenCatalog();
        var parents = new List<long>();
        while (parents.Count < CommitsEach)
        {
            var seen = (await catalog.LoadTableAsync(Table, Cancellation)).Metadata;
            var (requirements, updates) = Commits.Append(seen, 1 + (writer * CommitsEach) + parents.Count);
            try
            {
                await catalog.CommitTableAsync(Table, requirements, updates, Cancellation);
                parents.Add(seen.CurrentSnapshotId ?? 0);
            }
            catch (CommitFailedException)
            {
                // Another writer was first; its snapshot is the next base.
            }
        }
        return parents;
    }
}
