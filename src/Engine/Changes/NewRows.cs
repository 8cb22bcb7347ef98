using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Engine.Queries;
using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Tables;
using Floe.Engine.Writing;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Changes;

/// <summary>The rows that clauses write, as queries that give the table's columns in its types and, where rows have ids, those of <see cref="RowLineage"/>.</summary>
internal sealed class NewRows(DuckDbSession duck, ChangeTarget target, ChangeSource? source, TouchedRows touched)
{
    private const string Touched = "__floe_t";

    /// <summary>The changed versions of rows of the target.</summary>
    /// <param name="view">A view over the files they are in.</param>
    /// <param name="number">The clause's number.</param>
    public async Task<string> UpdatedAsync(string view, int number, MergeClause clause, MergeUpdate update, CancellationToken cancellationToken)
    {
        var assignments = update.Assignments ?? FromSource(clause.Position, "UPDATE SET *");
        Assignments.Check(assignments, target.Schema);
        var alias = QueryDraft.Name(target.Alias);
        var draft = new QueryDraft(clause.Position).Add($"SELECT {string.Join(", ", Stored.Select(name => $"{alias}.{QueryDraft.Name(name)}"))}");
        AddValues(draft, assignments, first: false);
        draft.Add($"FROM {QueryDraft.Name(view)} AS {alias} JOIN {QueryDraft.Name(touched.Table)} AS {Touched}")
            .Add($"ON {Touched}.{TouchedRows.File} = {alias}.{RowPlace.File} AND {Touched}.{TouchedRows.Position} = {alias}.{RowPlace.Position}");
        if (source is not null && clause.Match == MergeMatch.Matched)
            AddSource(draft);
        draft.Add($"WHERE {Touched}.{TouchedRows.Clause} = {Quote.Number(number)}");

        var query = await target.BindAsync(draft, cancellationToken);
        var marked = await NullColumns.MarkAsync(duck, query, Enumerable.Range(query.Columns.Count - assignments.Count, assignments.Count).ToHashSet(), cancellationToken);
        var columns = target.Schema.Fields.Select(field =>
        {
            var at = Assignments.IndexOf(assignments, field);
            return at < 0 ? Quote.Name(field.Name) : $"{Value(marked, assignments, at, field)} AS {Quote.Name(field.Name)}";
        });
        // A changed row keeps its id; that it was changed is told by the number of the file it is in.
        var lineage = target.KeepsLineage ? $", {RowLineage.Id}, CAST(NULL AS BIGINT) AS {RowLineage.Updated}" : "";
        return $"SELECT {string.Join(", ", columns)}{lineage} FROM ({marked.Sql}) AS q";
    }

    /// <summary>New rows made from rows of the source.</summary>
    public async Task<string> InsertedAsync(int number, MergeClause clause, MergeInsert insert, CancellationToken cancellationToken)
    {
        var assignments = insert.Assignments ?? FromSource(clause.Position, "INSERT *");
        Assignments.Check(assignments, target.Schema);
        var draft = new QueryDraft(clause.Position).Add("SELECT");
        AddValues(draft, assignments, first: true);
        draft.Add($"FROM {QueryDraft.Name(touched.Table)} AS {Touched}");
        AddSource(draft);
        draft.Add($"WHERE {Touched}.{TouchedRows.Clause} = {Quote.Number(number)}");

        var query = await target.BindAsync(draft, cancellationToken);
        var marked = await NullColumns.MarkAsync(duck, query, Enumerable.Range(0, assignments.Count).ToHashSet(), cancellationToken);
        var columns = target.Schema.Fields.Select(field =>
        {
            var at = Assignments.IndexOf(assignments, field);
            return $"{(at < 0 ? ColumnDefault.Sql(field) : Value(marked, assignments, at, field))} AS {Quote.Name(field.Name)}";
        });
        var lineage = target.KeepsLineage ? $", CAST(NULL AS BIGINT) AS {RowLineage.Id}, CAST(NULL AS BIGINT) AS {RowLineage.Updated}" : "";
        return $"SELECT {string.Join(", ", columns)}{lineage} FROM ({marked.Sql}) AS q";
    }

    /// <summary>The rows of some files that no clause touches, as they are.</summary>
    public string Kept(string view)
    {
        var columns = Stored.Select(name => $"a.{Quote.Name(name)}");
        return $"SELECT {string.Join(", ", columns)} FROM {Quote.Name(view)} AS a ANTI JOIN ({touched.Places}) AS t ON t.{TouchedRows.File} = a.{RowPlace.File} AND t.{TouchedRows.Position} = a.{RowPlace.Position}";
    }

    /// <summary>What files keep of a row.</summary>
    private IEnumerable<string> Stored =>
        target.Schema.Fields.Concat(target.KeepsLineage ? RowLineage.Fields : []).Select(column => column.Name);

    private static string Column(int assignment) => "__floe_new" + assignment.ToString(CultureInfo.InvariantCulture);

    private static void AddValues(QueryDraft draft, IReadOnlyList<Assignment> assignments, bool first)
    {
        for (var i = 0; i < assignments.Count; i++)
        {
            if (!first || i > 0)
                draft.Add(",");
            // The column's default is not a value of the query; it takes its place later.
            var value = ColumnDefault.IsMeant(assignments[i].Value) ? draft.Add("(NULL)") : draft.Add("(").Add(assignments[i].Value).Add(")");
            value.Add($"AS {Column(i)}");
        }
    }

    private static string Value(BoundQuery query, IReadOnlyList<Assignment> assignments, int at, NestedField field) => ColumnDefault.IsMeant(assignments[at].Value)
        ? ColumnDefault.Sql(field)
        : StoreAssignment.Convert(Column(at), query.Columns.Single(column => column.Key == Column(at)).Value, field);

    private void AddSource(QueryDraft draft) => draft
        .Add($"JOIN {QueryDraft.Name(source!.Table)} AS {QueryDraft.Name(source.Alias)}")
        .Add($"ON {QueryDraft.Name(source.Alias)}.{ChangeSource.Row} = {Touched}.{TouchedRows.Source}");

    /// <summary>The star: each of the table's columns from the source's column of the same name.</summary>
    private List<Assignment> FromSource(SourcePosition position, string what) =>
    [
        .. target.Schema.Fields.Select(field =>
        {
            var column = source!.Columns.FirstOrDefault(column => column.Key.Equals(field.Name, StringComparison.OrdinalIgnoreCase)).Key
                ?? throw new SqlError($"{what} needs all columns of the table, but the source has no '{field.Name}'. Name the columns instead.", position);
            var value = new QueryDraft(position).Add($"{QueryDraft.Name(source.Alias)}.{QueryDraft.Name(column)}").ToSyntax();
            return new Assignment(field.Name, value, position);
        }),
    ];
}
