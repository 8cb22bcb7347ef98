using System.Globalization;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;
using Floe.S3Tables.Client;
using Floe.S3Tables.Tests.TablesApi;

namespace Floe.S3Tables.Tests.Rest;

public sealed class ConcurrentCommitTests
{
    private const int Writers = 32;
    private const int CommitsEach = 2;

    private static readonly TableIdentifier Table = new("ns", "t");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thirty_two_appenders_that_retry_lose_nothing_and_each_version_has_one_winner()
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

    [Fact]
    public async Task Of_thirty_two_writers_of_one_version_exactly_one_wins_and_the_others_are_told()
    {
        const int Rounds = 5;
        await using var lake = await Lake.StartAsync();
        await lake.CreateTableAsync();
        var winners = new List<long>();
        var locations = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            using var catalog = lake.OpenCatalog();
            var seen = (await catalog.LoadTableAsync(Table, Cancellation)).Metadata;
            var outcomes = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => TryAppendAsync(lake, seen, Commits.BigId + (round * Writers) + writer)));

            var (id, location) = Assert.Single(outcomes, outcome => outcome.Location is not null);
            winners.Add(id);
            locations.Add(location!);
        }

        using var reader = lake.OpenCatalog();
        var loaded = await reader.LoadTableAsync(Table, Cancellation);
        var rows = loaded.Metadata.Snapshots.OrderBy(snapshot => snapshot.SequenceNumber).ToList();
        Assert.Equal(winners, rows.Select(row => row.SnapshotId));
        Assert.Equal(winners.Take(Rounds - 1).Select(id => (long?)id).Prepend(null), rows.Select(row => row.ParentSnapshotId));
        Assert.Equal(Enumerable.Range(1, Rounds).Select(number => (long)number), rows.Select(row => row.SequenceNumber));
        Assert.Equal(winners, loaded.Metadata.SnapshotLog.Select(entry => entry.SnapshotId));
        Assert.Equal((winners[^1], locations[^1]), (loaded.Metadata.CurrentSnapshotId, loaded.MetadataLocation));
        Assert.Equal(locations.SkipLast(1), loaded.Metadata.MetadataLog.Skip(1).Select(entry => entry.MetadataFile));
        Assert.Contains($"/{Rounds:D5}-", loaded.MetadataLocation);
        Assert.All(winners, id => Assert.True(id > 1L << 53));
    }

    [Fact]
    public async Task Of_thirty_two_swaps_with_one_version_token_exactly_one_succeeds()
    {
        await using var lake = await Lake.StartAsync();
        var place = await lake.CreateTableAsync();
        var seen = await lake.Client.GetTableMetadataLocationAsync(place, Cancellation);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            try
            {
                var location = $"{seen.WarehouseLocation}/metadata/{writer.ToString(CultureInfo.InvariantCulture)}.metadata.json";
                return (await lake.Client.UpdateTableMetadataLocationAsync(place, new(seen.VersionToken, location), Cancellation)).MetadataLocation;
            }
            catch (S3TablesException e) when (e.IsConflict)
            {
                return null;
            }
        }));

        Assert.Equal(Assert.Single(outcomes, location => location is not null), (await lake.Client.GetTableMetadataLocationAsync(place, Cancellation)).MetadataLocation);
    }

    /// <summary>One attempt, by a client of its own.</summary>
    /// <returns>The metadata location, or null where another writer was first.</returns>
    private static async Task<(long Id, string? Location)> TryAppendAsync(Lake lake, TableMetadata seen, long id)
    {
        using var catalog = lake.OpenCatalog();
        var (requirements, updates) = Commits.Append(seen, id);
        try
        {
            return (id, (await catalog.CommitTableAsync(Table, requirements, updates, Cancellation)).MetadataLocation);
        }
        catch (CommitFailedException e)
        {
            Assert.Equal(409, e.Status);
            return (id, null);
        }
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
