using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Syntax;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>Joins and conditions that take out the rows a group of data files no longer has.</summary>
internal sealed class DeleteClauses(ScanServices services, StatementInputs inputs, TableMetadata metadata)
{
    private int _clause;

    /// <param name="Clauses">To be added after <c>FROM (...) d</c>.</param>
    /// <param name="Fields">Columns that equality deletes compare; d has them, those that the schema lacks under <see cref="HiddenName"/>.</param>
    /// <param name="NeedPlace">Whether the clauses need the places of rows in d.</param>
    internal sealed record Built(IReadOnlyList<string> Clauses, IReadOnlyList<NestedField> Fields, bool NeedPlace);

    /// <summary>The name of a column that the table dropped but deletes still compare.</summary>
    public static string HiddenName(NestedField field) => "__floe_field_" + field.Id.ToString(CultureInfo.InvariantCulture);

    public async Task<Built> BuildAsync(FileGroup group, FileFacts facts, Schema schema, CancellationToken cancellationToken)
    {
        var clauses = new List<string>();
        var fields = new Dictionary<int, NestedField>();
        var equality = group.Files[0].Task.Deletes.Where(file => file.Content == FileContent.EqualityDeletes);
        foreach (var sameColumns in equality.GroupBy(file => string.Join(',', file.EqualityIds ?? [])))
        {
            var compared = (sameColumns.First().EqualityIds ?? []).Select(id => FindField(schema, id)).ToList();
            foreach (var field in compared)
                fields[field.Id] = field;
            clauses.Add(await EqualityAsync([.. sameColumns], compared, schema, cancellationToken));
        }
        var joins = clauses.Count;
        if (await PositionsAsync(group, cancellationToken) is { } positions)
            clauses.Add(positions);
        if (await VectorsAsync(group, facts, cancellationToken) is { } vectors)
            clauses.Add(vectors);
        return new Built(clauses, [.. fields.Values], clauses.Count > joins);
    }

    private async Task<string?> PositionsAsync(FileGroup group, CancellationToken cancellationToken)
    {
        var concerned = group.Files.Select((file, i) => (file.Task, Index: i)).Where(file => file.Task.Deletes.Any(IsPositions)).ToList();
        if (concerned.Count == 0)
            return null;
        var deletes = concerned.SelectMany(file => file.Task.Deletes).Where(IsPositions).DistinctBy(file => file.Path).ToList();
        // Deletes name locations, scans know files by index.
        var names = string.Join(", ", concerned.Select(file => $"({Quote.Text(file.Task.File.Path)}, {Quote.Number(file.Index)})"));
        var source = PositionDeletes.Read(await PathsAsync(deletes, cancellationToken), deletes.Sum(file => file.RecordCount));
        var alias = $"x{_clause++}";
        return $"ANTI JOIN (SELECT n.file, p.pos FROM ({source}) p JOIN (VALUES {names}) n(location, file) ON p.file_path = n.location) {alias} ON d.{RowPlace.Index} = {alias}.file AND d.{RowPlace.Position} = {alias}.pos";
    }

    private async Task<string?> VectorsAsync(FileGroup group, FileFacts facts, CancellationToken cancellationToken)
    {
        var vectors = group.Files.SelectMany(file => file.Task.Deletes).Where(file => file.IsDeletionVector).ToList();
        foreach (var (location, number) in await services.Vectors.LoadAsync(vectors, inputs, cancellationToken))
            facts.AddVector(location, number);
        return facts.HasVectors ? $"WHERE NOT CASE WHEN {facts.Vector} IS NULL THEN false ELSE {DeletionVectors.Function}({facts.Vector}, d.{RowPlace.Position}) END" : null;
    }

    private static bool IsPositions(DataFile file) => file.Content == FileContent.PositionDeletes && !file.IsDeletionVector;

    private async Task<string> EqualityAsync(List<DataFile> deletes, List<NestedField> compared, Schema schema, CancellationToken cancellationToken)
    {
        var alias = $"x{_clause++}";
        var named = compared.ConvertAll(field => field with { Name = HiddenName(field) });
        var source = ParquetRead.ToSql(named, await PathsAsync(deletes, cancellationToken), withPlace: false, rows: deletes.Sum(file => file.RecordCount));
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
