using System.Diagnostics;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;
using Floe.S3Tables.Client.Signing;
using Floe.S3TablesBench.Peers;

namespace Floe.S3TablesBench.Measures;

/// <summary>Appends as an engine makes them: a snapshot on main if main is where the writer saw it, read again and tried again where it is not.</summary>
internal sealed class CommitLoad(Peer floe, string warehouse) : IDisposable
{
    /// <summary>Older snapshots are expired with the commit, so that the last commit of a round costs what the first did.</summary>
    private const int KeptSnapshots = 20;

    /// <summary>Iceberg's default.</summary>
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http = new(new SigV4SigningHandler(_ => ValueTask.FromResult(new AwsCredentials("test", "test")), "us-east-1", "s3tables", TimeProvider.System)
    {
        InnerHandler = new SocketsHttpHandler(),
    });

    private long _snapshots = DateTime.UtcNow.Ticks;

    public RestCatalog OpenCatalog() => new(_http, new Uri(floe.Endpoint, "/iceberg"), warehouse);

    /// <summary>Each writer goes on until the time is over.</summary>
    /// <param name="writers">The table of each.</param>
    /// <param name="waitsAfterConflict">Whether a refused writer waits as Iceberg's own clients do (<c>commit.retry.min-wait-ms</c> and its doubling), or tries again at once.</param>
    /// <param name="time">How long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Commits and refused attempts a second, and the milliseconds that commits took, their refused attempts included.</returns>
    public async Task<(double Commits, double Conflicts, List<double> Milliseconds)> RunAsync(
        IReadOnlyList<TableIdentifier> writers, bool waitsAfterConflict, TimeSpan time, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var results = await Task.WhenAll(writers.Select(table => Task.Run(() => WriteAsync(table, waitsAfterConflict, started, time, cancellationToken), cancellationToken)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return (results.Sum(result => result.Milliseconds.Count) / seconds, results.Sum(result => result.Conflicts) / seconds, [.. results.SelectMany(result => result.Milliseconds)]);
    }

    public void Dispose() => _http.Dispose();

    private async Task<(List<double> Milliseconds, int Conflicts)> WriteAsync(
        TableIdentifier table, bool waitsAfterConflict, long started, TimeSpan time, CancellationToken cancellationToken)
    {
        using var catalog = OpenCatalog();
        var (milliseconds, conflicts, wait) = (new List<double>(), 0, FirstWait);
        var seen = (await catalog.LoadTableAsync(table, cancellationToken)).Metadata;
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < time;)
        {
            try
            {
                seen = (await catalog.CommitTableAsync(table, Requirements(seen), Updates(seen), cancellationToken)).Metadata;
                var ended = Stopwatch.GetTimestamp();
                milliseconds.Add(Stopwatch.GetElapsedTime(begun, ended).TotalMilliseconds);
                (begun, wait) = (ended, FirstWait);
            }
            catch (CommitFailedException)
            {
                conflicts++;
                if (waitsAfterConflict)
                {
                    await Task.Delay(wait * (0.9 + (Random.Shared.NextDouble() * 0.2)), cancellationToken);
                    wait *= 2;
                }
                seen = (await catalog.LoadTableAsync(table, cancellationToken)).Metadata;
            }
        }
        return (milliseconds, conflicts);
    }

    private static UpdateRequirement[] Requirements(TableMetadata table) =>
        [new AssertTableUuid(table.TableUuid), new AssertRefSnapshotId(SnapshotRef.Main, table.CurrentSnapshotId)];

    private List<MetadataUpdate> Updates(TableMetadata table)
    {
        var snapshot = NewSnapshot(table);
        List<MetadataUpdate> updates = [new AddSnapshot(snapshot), new SetSnapshotRef(SnapshotRef.Main, new(snapshot.SnapshotId, SnapshotRefType.Branch))];
        if (table.Snapshots.Count >= KeptSnapshots) updates.Add(new RemoveSnapshots([table.Snapshots.MinBy(old => old.SequenceNumber)!.SnapshotId]));
        return updates;
    }

    private Snapshot NewSnapshot(TableMetadata table)
    {
        var id = Interlocked.Increment(ref _snapshots);
        return new Snapshot
        {
            SnapshotId = id,
            ParentSnapshotId = table.CurrentSnapshotId,
            SequenceNumber = table.NextSequenceNumber,
            TimestampMs = table.LastUpdatedMs + 1,
            ManifestList = $"{table.Location}/metadata/snap-{id}-1-{Guid.NewGuid()}.avro",
            Summary = new Dictionary<string, string> { ["operation"] = "append", ["added-data-files"] = "1", ["added-records"] = "1000" },
            SchemaId = table.CurrentSchemaId,
        };
    }
}
