using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Syntax;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>Anti joins that take out the rows a group of data files no longer has.</summary>
internal sealed class DeleteClauses(DuckDbSession duck, StatementInputs inputs, TableMetadata metadata)
{
    // Reserved field ids of position delete files (specification, "Reserved Field IDs").
    private const int DeleteFilePathId = 2_147_483_546;
    private const int DeletePositionId = 2_147_483_545;

    private int _clause;

    /// <param name="Clauses">To be added after <c>FROM (...) d</c>, where d has <see cref="RowPlace"/>.</param>
    /// <param name="Fields">Columns that equality deletes compare; d has them, those that the schema lacks under <see cref="HiddenName"/>.</param>
    internal sealed record Built(IReadOnlyList<string> Clauses, IReadOnlyList<NestedField> Fields);

    /// <summary>The name of a column that the table dropped but deletes still compare.</summary>
    public static string HiddenName(NestedField field) => "__floe_field_" + field.Id.ToString(CultureInfo.InvariantCulture);

    public async Task<Built> BuildAsync(FileGroup group, Schema schema, CancellationToken cancellationToken)
    {
        var deletes = group.Files[0].Task.Deletes;
        var clauses = new List<string>();
        var fields = new Dictionary<int, NestedField>();
        var positions = deletes.Where(file => file.Content == FileContent.PositionDeletes && !file.IsDeletionVector).ToList();
        if (positions.Count > 0)
            clauses.Add(await PositionsAsync(positions, group, cancellationToken));
        var vectors = deletes.Where(file => file.IsDeletionVector).ToList();
        if (vectors.Count > 0)
            clauses.Add(await DeletionVectors.ClauseAsync(vectors, group, duck, inputs, cancellationToken));
        foreach (var sameColumns in deletes.Where(file => file.Content == FileContent.EqualityDeletes).GroupBy(file => string.Join(',', file.EqualityIds ?? [])))
        {
            var compared = (sameColumns.First().EqualityIds ?? []).Select(id => FindField(schema, id)).ToList();
            foreach (var field in compared)
                fields[field.Id] = field;
            clauses.Add(await EqualityAsync([.. sameColumns], compared, schema, cancellationToken));
        }
        return new Built(clauses, [.. fields.Values]);
    }

    private async Task<string> PositionsAsync(List<DataFile> deletes, FileGroup group, CancellationToken cancellationToken)
    {
        var map = $"map{{{DeleteFilePathId}: {{name: 'file_path', type: 'VARCHAR', default_value: NULL::VARCHAR}}, {DeletePositionId}: {{name: 'pos', type: 'BIGINT', default_value: NULL::VARCHAR}}}}";
        // Deletes name locations, DuckDB knows local paths.
        var names = string.Join(", ", group.Files.Select(file => $"({Quote.Text(file.Task.File.Path)}, {Quote.Text(file.Path)})"));
        var paths = Quote.List(await PathsAsync(deletes, cancellationToken));
        var alias = $"x{_clause++}";
        return $"ANTI JOIN (SELECT n.path, p.pos FROM read_parquet({paths}, schema = {map}) p JOIN (VALUES {names}) n(location, path) ON p.file_path = n.location) {alias} ON d.{RowPlace.File} = {alias}.path AND d.{RowPlace.Position} = {alias}.pos";
    }

    private async Task<string> EqualityAsync(List<DataFile> deletes, List<NestedField> compared, Schema schema, CancellationToken cancellationToken)
    {
        var alias = $"x{_clause++}";
        var named = compared.ConvertAll(field => field with { Name = HiddenName(field) });
        var source = ParquetRead.ToSql(named, await PathsAsync(deletes, cancellationToken), withPlace: false);
        var conditions = compared.Select(field =>
        {
            var own = schema.Fields.Any(known => known.Id == field.Id) ? field.Name : HiddenName(field);
            return $"d.{Quote.Name(own)} IS NOT DISTINCT FROM {alias}.{Quote.Name(HiddenName(field))}";
        });
        return $"ANTI JOIN (SELECT DISTINCT * FROM ({source})) {alias} ON {string.Join(" AND ", conditions)}";
    }

    private async Task<List<string>> PathsAsync(List<DataFile> deletes, CancellationToken cancellationToken)
    {
        var paths = new List<string>();
        foreach (var file in deletes)
        {
            if (file.Format != FileFormat.Parquet)
                throw new SqlError($"The delete file {file.Path} is {file.Format}; the embedded engine reads Parquet only. Use the Spark engine for this table.");
            paths.Add((await inputs.OpenAsync(file.Path, cancellationToken)).Path);
        }
        return paths;
    }

    /// <summary>In the scanned schema, or in the newest one that still had the column.</summary>
    private NestedField FindField(Schema schema, int id)
    {
        var field = schema.Fields.FirstOrDefault(field => field.Id == id)
            ?? metadata.Schemas.Reverse().SelectMany(known => known.Fields).FirstOrDefault(field => field.Id == id);
        return field ?? throw new SqlError($"A delete file compares the column with id {id.ToString(CultureInfo.InvariantCulture)}, which is nested or which no schema of the table has. Use the Spark engine for this table.");
    }
}
