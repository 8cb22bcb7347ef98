using System.Text;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Spec;
using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.Replication;

/// <summary>
/// Brings the files of a table into a replica's bucket. Data files are a second name for the same bytes; what holds paths (manifest lists, manifests, deletes)
/// is written anew. Files never change, so those that are there already are done.
/// </summary>
internal sealed class TableFiles(S3Store store, TableMetadata source, PathMap paths)
{
    private readonly ManifestStore _manifests = new(store.FileIO);
    private readonly Dictionary<string, long> _lengths = new(StringComparer.Ordinal);

    /// <exception cref="ReplicationException">The table has files that cannot be copied.</exception>
    public async Task CopyAsync(CancellationToken cancellationToken)
    {
        foreach (var snapshot in source.Snapshots) await CopyAsync(snapshot, cancellationToken);
        foreach (var path in source.Statistics.Select(file => file.StatisticsPath).Concat(source.PartitionStatistics.Select(file => file.StatisticsPath)))
            await LinkAsync(path);
    }

    private async Task CopyAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (snapshot.ManifestList is null)
            throw new ReplicationException($"Snapshot {snapshot.SnapshotId} has its manifests in the metadata (format version 1), which is not replicated. Upgrade the table to version 2 and expire the snapshot.");
        if (!paths.IsOwn(snapshot.ManifestList) || Exists(paths.Map(snapshot.ManifestList))) return;
        var table = AsOf(snapshot);
        var manifests = new List<ManifestFile>();
        foreach (var manifest in await _manifests.ReadListAsync(snapshot, cancellationToken)) manifests.Add(await CopyAsync(table, manifest, cancellationToken));
        var (content, _, _) = ManifestListWriter.Write(table, snapshot.SnapshotId, snapshot.ParentSnapshotId, manifests);
        await WriteAsync(paths.Map(snapshot.ManifestList), content);
    }

    private async Task<ManifestFile> CopyAsync(TableMetadata table, ManifestFile manifest, CancellationToken cancellationToken)
    {
        if (!paths.IsOwn(manifest.Path)) return manifest;
        var target = paths.Map(manifest.Path);
        if (!_lengths.TryGetValue(target, out var length))
            _lengths[target] = length = Find(target)?.Size ?? await RewriteAsync(table, manifest, target, cancellationToken);
        return manifest with { Path = target, Length = length };
    }

    private async Task<long> RewriteAsync(TableMetadata table, ManifestFile manifest, string target, CancellationToken cancellationToken)
    {
        var writer = new ManifestWriter(table, manifest.PartitionSpecId, manifest.Content, manifest.AddedSnapshotId);
        foreach (var entry in await _manifests.ReadAsync(manifest, table, cancellationToken))
        {
            // What is deleted in the source may be gone already, and nobody reads it in the replica.
            writer.Add(entry with { File = entry.IsLive ? await CopyAsync(entry.File, cancellationToken) : Moved(entry.File) });
        }
        var (content, _) = writer.Finish(target);
        await WriteAsync(target, content);
        return content.Length;
    }

    private DataFile Moved(DataFile file) => file with
    {
        Path = paths.Map(file.Path),
        ReferencedDataFile = file.ReferencedDataFile is { } data ? paths.Map(data) : null,
    };

    private async Task<DataFile> CopyAsync(DataFile file, CancellationToken cancellationToken)
    {
        if (!paths.IsOwn(file.Path)) return Moved(file);
        if (file.Content == FileContent.PositionDeletes && !file.IsDeletionVector) return await PositionDeletes.CopyAsync(store, file, paths, cancellationToken);
        if (file.IsDeletionVector) await CopyVectorsAsync(file.Path, cancellationToken);
        else await LinkAsync(file.Path);
        return Moved(file);
    }

    /// <summary>A Puffin file names its data files in its footer. Names of tables' buckets have one length, so that nothing moves.</summary>
    private async Task CopyVectorsAsync(string path, CancellationToken cancellationToken)
    {
        if (Exists(paths.Map(path))) return;
        var content = await store.FileIO.ReadAsync(path, cancellationToken);
        var (from, to) = (Encoding.ASCII.GetBytes(paths.FromBucket), Encoding.ASCII.GetBytes(paths.ToBucket));
        for (int at = 0, found; (found = content.AsSpan(at).IndexOf(from)) >= 0; at += found + from.Length) to.CopyTo(content, at + found);
        await WriteAsync(paths.Map(path), content);
    }

    private async Task LinkAsync(string path)
    {
        if (!paths.IsOwn(path) || Exists(paths.Map(path))) return;
        var (from, to) = (ObjectLocation.Parse(path), ObjectLocation.Parse(paths.Map(path)));
        await store.Objects.CopyAsync(from.Bucket, from.Key, to.Bucket, to.Key, file => file.Attributes, WriteCondition.None);
    }

    /// <summary>Snapshots from before an upgrade to version 3 have no row ids, and must not be given any.</summary>
    private TableMetadata AsOf(Snapshot snapshot) => source with
    {
        FormatVersion = source.FormatVersion >= 3 && snapshot.FirstRowId is null ? 2 : source.FormatVersion,
        LastSequenceNumber = snapshot.SequenceNumber - 1,
        NextRowId = snapshot.FirstRowId ?? 0,
    };

    private async Task WriteAsync(string location, ReadOnlyMemory<byte> content)
    {
        var to = ObjectLocation.Parse(location);
        await store.PutAsync(to.Bucket, to.Key, content);
    }

    private bool Exists(string location) => Find(location) is not null;

    private ObjectInfo? Find(string location)
    {
        var to = ObjectLocation.Parse(location);
        return store.Objects.Find(to.Bucket, to.Key).Object;
    }
}
