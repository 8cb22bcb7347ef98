using System.Runtime.CompilerServices;
using Floe.Iceberg.IO;

namespace Floe.Iceberg.Operations;

/// <summary>Files of a table's location that its metadata does not lead to: left by failed jobs and by commits that lost a race.</summary>
public static class UnreferencedFiles
{
    /// <param name="table">Freshly loaded.</param>
    /// <param name="listing">Everything below the table's location, see <see cref="IFileIO.ListAsync"/>.</param>
    /// <param name="olderThan">Newer files are passed over. A commit on its way has files that no metadata leads to yet, so leave it time: three days is Java's default.</param>
    /// <exception cref="InvalidFileException">A manifest is corrupt: then nobody knows what is referenced.</exception>
    /// <exception cref="FileMissingException">A manifest is not there.</exception>
    public static async IAsyncEnumerable<FileEntry> FindAsync(
        Table table, IAsyncEnumerable<FileEntry> listing, DateTimeOffset olderThan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reachable = await ReachableFiles.AllAsync(table.IO, table.Metadata, cancellationToken).ConfigureAwait(false);
        if (table.MetadataLocation is { } own) reachable.Add(own);
        var names = reachable.Select(Plain).ToHashSet(StringComparer.Ordinal);
        await foreach (var file in listing.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            // Hadoop catalogs find their metadata by this file, which no metadata names.
            if (file.LastModified >= olderThan || file.Location.EndsWith("/version-hint.text", StringComparison.Ordinal)) continue;
            if (!names.Contains(Plain(file.Location))) yield return file;
        }
    }

    /// <summary>Writers spell the scheme of S3 in three ways and mean the same object.</summary>
    private static string Plain(string location) =>
        location.StartsWith("s3a://", StringComparison.Ordinal) || location.StartsWith("s3n://", StringComparison.Ordinal) ? "s3://" + location[6..] : location;
}
