using Floe.Iceberg.IO;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>What expired, and the locations that no remaining snapshot leads to.</summary>
/// <param name="DeleteFiles">Position and equality delete files, and Puffin files of deletion vectors.</param>
/// <param name="Statistics">Table and partition statistics of expired snapshots.</param>
public sealed record ExpiredFiles(
    IReadOnlyList<Snapshot> Snapshots, IReadOnlyList<string> ManifestLists, IReadOnlyList<string> Manifests, IReadOnlyList<string> DataFiles,
    IReadOnlyList<string> DeleteFiles, IReadOnlyList<string> Statistics)
{
    /// <summary>Those of <see cref="DeleteFiles"/> that delete by equality.</summary>
    public IReadOnlyList<string> EqualityDeleteFiles { get; init; } = [];

    /// <summary>In the order to delete them: what leads to files after the files, so that a run that breaks off can be repeated.</summary>
    public IEnumerable<string> All => DataFiles.Concat(DeleteFiles).Concat(Statistics).Concat(Manifests).Concat(ManifestLists);

    /// <summary>Deletes the files. Not for table buckets, which remove unreferenced files by their own maintenance.</summary>
    /// <exception cref="NotSupportedException">The store does not let clients delete.</exception>
    public async Task DeleteAsync(IFileIO io, CancellationToken cancellationToken)
    {
        foreach (var location in All) await io.DeleteAsync(location, cancellationToken).ConfigureAwait(false);
    }
}
