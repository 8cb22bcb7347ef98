using Floe.Iceberg.IO;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>Stores the manifests of one commit under its names, a new one whenever the target size is reached.</summary>
internal sealed class ManifestOutput(IFileIO io, Guid commitId, long snapshotId)
{
    private const long DefaultTargetBytes = 8 * 1024 * 1024;

    private int _count;

    public static long TargetBytes(TableMetadata table) => Math.Max(1, table.Properties.GetLong(TableProperties.ManifestTargetSizeBytes, DefaultTargetBytes));

    public async Task<IReadOnlyList<ManifestFile>> WriteAsync(
        TableMetadata table, int specId, ManifestContent content, IEnumerable<ManifestEntry> entries, CancellationToken cancellationToken)
    {
        var manifests = new List<ManifestFile>();
        ManifestWriter? writer = null;
        foreach (var entry in entries)
        {
            writer ??= new ManifestWriter(table, specId, content, snapshotId);
            writer.Add(entry);
            if (writer.Length < TargetBytes(table)) continue;
            manifests.Add(await StoreAsync(table, writer, cancellationToken).ConfigureAwait(false));
            writer = null;
        }
        if (writer is not null) manifests.Add(await StoreAsync(table, writer, cancellationToken).ConfigureAwait(false));
        return manifests;
    }

    private async Task<ManifestFile> StoreAsync(TableMetadata table, ManifestWriter writer, CancellationToken cancellationToken)
    {
        var (content, manifest) = writer.Finish(TableLocations.Manifest(table, commitId, _count++));
        await io.WriteAsync(manifest.Path, content, cancellationToken).ConfigureAwait(false);
        return manifest;
    }
}
