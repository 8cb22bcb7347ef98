using System.Globalization;
using System.Reflection;
using Floe.Iceberg.Deletes;
using Floe.Iceberg.Puffin;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>Reads the positions that a position delete file of an upgraded table has for one data file.</summary>
/// <param name="deletes">A Parquet, Avro or ORC file.</param>
/// <param name="dataFile">Location of the data file; the delete file may name others too.</param>
public delegate Task<IEnumerable<long>> PositionDeleteReader(DataFile deletes, string dataFile, CancellationToken cancellationToken);

/// <summary>
/// Collects deleted rows of a table of version 3 and writes them as deletion vectors, all in one Puffin file. A data file has at most one vector, so
/// each new one also holds the positions that were deleted before.
/// </summary>
public sealed class DeletionVectorWriter
{
    /// <summary>The reserved field _pos.</summary>
    private const int RowPositionId = 2_147_483_645;

    private readonly Table _table;
    private readonly Dictionary<string, (FileScanTask Task, DeletionVector Vector)> _deletes = new(StringComparer.Ordinal);

    internal DeletionVectorWriter(Table table)
    {
        if (table.Metadata.FormatVersion < 3)
            throw new NotSupportedException($"Table {table.Identifier} is of version {table.Metadata.FormatVersion}, which has no deletion vectors: write position delete files, or upgrade it to version 3.");
        _table = table;
    }

    /// <param name="task">The data file as a plan gives it, with the deletes that apply to it.</param>
    /// <param name="positions">Rows of the file, from 0, in any order.</param>
    /// <exception cref="ArgumentOutOfRangeException">A position is not in the file.</exception>
    public DeletionVectorWriter Delete(FileScanTask task, IEnumerable<long> positions)
    {
        foreach (var position in positions) Delete(task, position);
        return this;
    }

    /// <inheritdoc cref="Delete(FileScanTask, IEnumerable{long})"/>
    /// <param name="position">A row of the file, from 0.</param>
    public DeletionVectorWriter Delete(FileScanTask task, long position)
    {
        if (position < 0 || position >= task.File.RecordCount)
            throw new ArgumentOutOfRangeException(nameof(position), position, $"{task.File.Path} has {task.File.RecordCount} rows.");
        if (!_deletes.TryGetValue(task.File.Path, out var deletes)) _deletes.Add(task.File.Path, deletes = (task, new DeletionVector()));
        deletes.Vector.Add(position);
        return this;
    }

    /// <summary>Stores the vectors. They are part of the table when a <see cref="RowDelta"/> with them is committed.</summary>
    /// <param name="readPositions">Needed where position delete files from before an upgrade to version 3 apply to a data file.</param>
    /// <exception cref="InvalidOperationException">There are such files, and no reader for them.</exception>
    /// <exception cref="InvalidFileException">A vector that is to be replaced is corrupt.</exception>
    public async Task<DeletionVectorChanges> WriteAsync(CancellationToken cancellationToken, PositionDeleteReader? readPositions = null)
    {
        var reader = new DeletionVectorReader(_table.IO);
        var puffin = new PuffinWriter(CreatedBy);
        var location = TableLocations.NewData(_table.Metadata, ".puffin");
        var added = new List<DataFile>();
        var replaced = new List<DataFile>();
        foreach (var (task, vector) in _deletes.Values.Where(d => d.Vector.Cardinality > 0))
        {
            foreach (var older in task.Deletes.Where(d => d.Content == FileContent.PositionDeletes))
            {
                vector.AddRange(await ReadAsync(reader, readPositions, older, task.File.Path, cancellationToken).ConfigureAwait(false));
                // A file that names other data files as well has to stay; readers of this one pass over it.
                if (older.ReferencedDataFile is not null) replaced.Add(older);
            }
            added.Add(Add(puffin, location, task.File, vector));
        }
        if (added.Count == 0) return new DeletionVectorChanges([], []);

        var content = puffin.ToArray();
        await _table.IO.WriteAsync(location, content, cancellationToken).ConfigureAwait(false);
        return new DeletionVectorChanges([.. added.Select(f => f with { FileSizeInBytes = content.Length })], replaced);
    }

    private static string CreatedBy => $"Floe.Iceberg {typeof(DeletionVectorWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}".TrimEnd();

    private static async Task<IEnumerable<long>> ReadAsync(
        DeletionVectorReader reader, PositionDeleteReader? readPositions, DataFile older, string dataFile, CancellationToken cancellationToken)
    {
        if (older.IsDeletionVector) return (await reader.ReadAsync(older, cancellationToken).ConfigureAwait(false)).Positions;
        if (readPositions is null)
            throw new InvalidOperationException($"{older.Path} has position deletes of {dataFile}, which its deletion vector must hold as well: give a reader for them.");
        return await readPositions(older, dataFile, cancellationToken).ConfigureAwait(false);
    }

    private static DataFile Add(PuffinWriter puffin, string location, DataFile data, DeletionVector vector)
    {
        var cardinality = vector.Cardinality;
        var blob = puffin.Add(DeletionVectorBlob.Type, [RowPositionId], DeletionVectorBlob.Serialize(vector), properties: new Dictionary<string, string>
        {
            ["referenced-data-file"] = data.Path,
            ["cardinality"] = cardinality.ToString(CultureInfo.InvariantCulture),
        });
        return new DataFile
        {
            Content = FileContent.PositionDeletes,
            Format = FileFormat.Puffin,
            Path = location,
            SpecId = data.SpecId,
            Partition = data.Partition,
            RecordCount = cardinality,
            FileSizeInBytes = 0,
            ReferencedDataFile = data.Path,
            ContentOffset = blob.Offset,
            ContentSizeInBytes = blob.Length,
        };
    }
}
