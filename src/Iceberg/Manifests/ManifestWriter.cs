using System.Globalization;
using System.Text;
using Floe.Iceberg.Avro;
using Floe.Iceberg.Json;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Manifests;

/// <summary>Writes one manifest in memory. The entries' statuses and numbers are written as given: what is null is inherited by readers.</summary>
public sealed class ManifestWriter
{
    private readonly AvroFileWriter _file;
    private readonly ManifestEncoder _encoder;
    private readonly PartitionSummaryBuilder _partitions;
    private readonly ManifestContent _content;
    private readonly long _snapshotId;
    private readonly int _specId;
    private readonly int _partitionFields;
    private readonly long[] _files = new long[3];
    private readonly long[] _rows = new long[3];
    private long? _minSequenceNumber;

    /// <param name="table">Gives format version, current schema and the spec.</param>
    /// <param name="snapshotId">The snapshot that adds the manifest.</param>
    /// <exception cref="NotSupportedException">The table is of version 1, or partitioned in a way that cannot be written.</exception>
    public ManifestWriter(TableMetadata table, int specId, ManifestContent content, long snapshotId)
    {
        if (table.FormatVersion == 1) throw new NotSupportedException("Tables of format version 1 are read, not written; upgrade the table to version 2 first.");
        var spec = table.FindSpec(specId) ?? throw new ArgumentException($"The table has no partition spec {specId}.", nameof(specId));
        var partition = table.PartitionType(spec);
        (_content, _snapshotId, _specId, _partitionFields) = (content, snapshotId, specId, partition.Fields.Count);
        _encoder = new ManifestEncoder(table.FormatVersion, partition);
        _partitions = new PartitionSummaryBuilder(partition);
        _file = new AvroFileWriter(ManifestSchema.Entry(table.FormatVersion, partition), Header(table, spec, content));
    }

    public long Length => _file.Length;

    public long Count => _files.Sum();

    /// <exception cref="ArgumentException">The file does not belong into this manifest.</exception>
    public void Add(ManifestEntry entry)
    {
        var file = entry.File;
        if (file.Partition.Count != _partitionFields)
            throw new ArgumentException($"{file.Path} has {file.Partition.Count} partition values where spec {_specId} has {_partitionFields} fields.", nameof(entry));
        if ((file.Content == FileContent.Data) != (_content == ManifestContent.Data))
            throw new ArgumentException($"{file.Path} is a {file.Content} file, which does not belong into a manifest of {_content}.", nameof(entry));

        _file.Write(entry, _encoder.Write);
        _files[(int)entry.Status]++;
        _rows[(int)entry.Status] += file.RecordCount;
        _partitions.Add(file.Partition);
        // A number that is inherited is the commit's, which is greater than every number before.
        if (entry.IsLive && entry.SequenceNumber is { } number) _minSequenceNumber = Math.Min(_minSequenceNumber ?? long.MaxValue, number);
    }

    /// <summary>Ends the file.</summary>
    /// <returns>The bytes to store at <paramref name="path"/>, and the manifest for the list. Its sequence numbers are <see cref="ManifestListWriter.Unassigned"/> until the list is written.</returns>
    public (byte[] Content, ManifestFile Manifest) Finish(string path)
    {
        var bytes = _file.ToArray();
        return (bytes, new ManifestFile
        {
            Path = path,
            Length = bytes.Length,
            PartitionSpecId = _specId,
            Content = _content,
            SequenceNumber = ManifestListWriter.Unassigned,
            MinSequenceNumber = _minSequenceNumber ?? ManifestListWriter.Unassigned,
            AddedSnapshotId = _snapshotId,
            AddedFilesCount = (int)_files[(int)EntryStatus.Added],
            ExistingFilesCount = (int)_files[(int)EntryStatus.Existing],
            DeletedFilesCount = (int)_files[(int)EntryStatus.Deleted],
            AddedRowsCount = _rows[(int)EntryStatus.Added],
            ExistingRowsCount = _rows[(int)EntryStatus.Existing],
            DeletedRowsCount = _rows[(int)EntryStatus.Deleted],
            Partitions = _partitions.Build(),
        });
    }

    private static Dictionary<string, string> Header(TableMetadata table, PartitionSpec spec, ManifestContent content) => new()
    {
        ["schema"] = SchemaJson.Serialize(table.CurrentSchema),
        ["schema-id"] = table.CurrentSchemaId.ToString(CultureInfo.InvariantCulture),
        ["partition-spec"] = Encoding.UTF8.GetString(JsonWriting.Write(json => PartitionSpecJson.WriteFieldArray(json, spec))),
        ["partition-spec-id"] = spec.SpecId.ToString(CultureInfo.InvariantCulture),
        ["format-version"] = table.FormatVersion.ToString(CultureInfo.InvariantCulture),
        ["content"] = content == ManifestContent.Data ? "data" : "deletes",
    };
}
