using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>Names of a table's files.</summary>
public static class TableLocations
{
    public static string NewData(TableMetadata table, string extension) => $"{Below(table, TableProperties.WriteDataPath, "data")}/{Guid.CreateVersion7()}{extension}";

    /// <param name="version">Counts the metadata files of the table from 0.</param>
    public static string NewMetadata(TableMetadata table, int version) => Metadata(table, $"{version:D5}-{Guid.NewGuid()}{(IsGzip(table) ? ".gz" : "")}.metadata.json");

    /// <summary>The version that a metadata file's name tells; null where it tells none (<c>00004-uuid.metadata.json</c>, <c>v4.metadata.json</c>).</summary>
    public static int? VersionOf(string metadataLocation)
    {
        var name = metadataLocation[(metadataLocation.LastIndexOf('/') + 1)..];
        var digits = string.Concat(name.TrimStart('v').TakeWhile(char.IsAsciiDigit));
        return int.TryParse(digits, out var version) ? version : null;
    }

    /// <summary>Whether the table wants its metadata files compressed (<c>write.metadata.compression-codec</c>).</summary>
    public static bool IsGzip(TableMetadata table) => string.Equals(table.Properties.GetValueOrDefault(TableProperties.MetadataCompression), "gzip", StringComparison.OrdinalIgnoreCase);

    internal static string Manifest(TableMetadata table, Guid commit, int number) => Metadata(table, $"{commit}-m{number}.avro");

    internal static string ManifestList(TableMetadata table, long snapshotId, int attempt, Guid commit) => Metadata(table, $"snap-{snapshotId}-{attempt}-{commit}.avro");

    private static string Metadata(TableMetadata table, string name) => $"{Below(table, TableProperties.WriteMetadataPath, "metadata")}/{name}";

    private static string Below(TableMetadata table, string property, string folder) =>
        table.Properties.GetValueOrDefault(property) is { Length: > 0 } path ? path.TrimEnd('/') : $"{table.Location}/{folder}";
}
