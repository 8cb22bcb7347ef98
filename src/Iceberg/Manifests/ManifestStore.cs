using Floe.Iceberg.IO;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Manifests;

/// <summary>Reads manifest lists and manifests of a table.</summary>
public sealed class ManifestStore(IFileIO io)
{
    /// <summary>Manifests being read at once: enough to hide the latency of an object store.</summary>
    private const int Parallelism = 8;

    /// <summary>The manifests of a snapshot, in the order of its list.</summary>
    /// <exception cref="InvalidFileException">The list is corrupt.</exception>
    /// <exception cref="FileMissingException">The list is not there.</exception>
    public async Task<IReadOnlyList<ManifestFile>> ReadListAsync(Snapshot? snapshot, CancellationToken cancellationToken)
    {
        if (snapshot is null) return [];
        if (snapshot.ManifestList is { } list) return ManifestListReader.Read(list, await io.ReadAsync(list, cancellationToken).ConfigureAwait(false));

        // The oldest v1 snapshots name their manifests in the metadata.
        var manifests = new List<ManifestFile>();
        foreach (var path in snapshot.Manifests ?? [])
        {
            var content = await io.ReadAsync(path, cancellationToken).ConfigureAwait(false);
            manifests.Add(new ManifestFile { Path = path, Length = content.Length, PartitionSpecId = ManifestReader.SpecId(path, content), AddedSnapshotId = snapshot.SnapshotId });
        }
        return manifests;
    }

    /// <summary>All entries of a manifest, deleted ones included.</summary>
    /// <exception cref="InvalidFileException">The manifest is corrupt.</exception>
    /// <exception cref="FileMissingException">The manifest is not there.</exception>
    public async Task<IReadOnlyList<ManifestEntry>> ReadAsync(ManifestFile manifest, TableMetadata table, CancellationToken cancellationToken) =>
        ManifestReader.Read(await io.ReadAsync(manifest.Path, cancellationToken).ConfigureAwait(false), manifest, table);

    /// <summary>The entries of several manifests, in the manifests' order.</summary>
    public async Task<IReadOnlyList<(ManifestFile Manifest, IReadOnlyList<ManifestEntry> Entries)>> ReadAllAsync(
        IReadOnlyList<ManifestFile> manifests, TableMetadata table, CancellationToken cancellationToken)
    {
        var results = new (ManifestFile, IReadOnlyList<ManifestEntry>)[manifests.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, manifests.Count, options, async (i, cancellation) =>
            results[i] = (manifests[i], await ReadAsync(manifests[i], table, cancellation).ConfigureAwait(false))).ConfigureAwait(false);
        return results;
    }
}
