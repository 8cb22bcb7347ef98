using System.Text;
using Floe.Engine.Catalogs;
using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Syntax;
using Floe.Engine.Tables;
using Floe.Engine.Types;
using Floe.Engine.Views;

namespace Floe.Engine.Queries;

/// <summary>
/// Makes a query of the script ready to run: DuckDB's parser finds the tables it names, each becomes a DuckDB view over its files, and the
/// names in the query are completed so that they mean exactly these views.
/// </summary>
internal sealed class QueryBinder(DuckDbSession duck, CatalogNames names, TemporaryViews views, TableViews tables, FileViews fileViews)
{
    private static readonly HashSet<string> NoTables = [];

    public Task<BoundQuery> BindAsync(QuerySyntax query, StatementInputs inputs, CancellationToken cancellationToken) =>
        BindAsync(query, inputs, NoTables, cancellationToken);

    /// <param name="known">DuckDB tables and views that the engine made itself and that the query may name.</param>
    public async Task<BoundQuery> BindAsync(QuerySyntax query, StatementInputs inputs, IReadOnlySet<string> known, CancellationToken cancellationToken)
    {
        var (bound, _) = await BindAsync(query, inputs, [], known, cancellationToken);
        return bound;
    }

    /// <summary>Checks that every table and view of a query is there, without keeping anything.</summary>
    public async Task<BoundQuery> CheckViewAsync(string name, QuerySyntax query, StatementInputs inputs, CancellationToken cancellationToken)
    {
        var (bound, used) = await BindAsync(query, inputs, [], NoTables, cancellationToken);
        return used.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? throw new SqlError($"The view '{name}' cannot be made from itself.", query.Position)
            : bound;
    }

    private async Task<(BoundQuery Query, IReadOnlySet<string> UsedViews)> BindAsync(
        QuerySyntax query, StatementInputs inputs, IReadOnlyList<string> outer, IReadOnlySet<string> known, CancellationToken cancellationToken)
    {
        var (plain, versions) = await VersionedTables.ExtractAsync(query, names, cancellationToken);
        var translated = QueryTranslator.Translate(plain);
        var tree = await ParseAsync(translated, cancellationToken);
        QueryGuard.Check(tree, translated);

        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var replacements = new Dictionary<int, Replacement>();
        foreach (var table in tree.Tables)
        {
            if (known.Contains(table.Table) && table.Schema.Length == 0)
                continue;
            if (versions.TryGetValue(table.Table, out var version) && table.Schema.Length == 0)
                await tables.BindVersionAsync(table.Table, version, inputs, cancellationToken);
            else if (table.Schema.Length == 0 && views.Find(table.Table) is { } view)
                used.UnionWith(await BindViewAsync(view, inputs, outer, cancellationToken));
            else
            {
                var name = new QualifiedName(table.Parts, translated.PositionAt(table.Offset) ?? query.Position);
                var reference = await names.ResolveTableAsync(name, cancellationToken);
                var viewName = await tables.BindAsync(reference, name.Position, inputs, cancellationToken);
                replacements[translated.TokenAt(table.Offset)] = new Replacement(viewName, (table.Parts.Count * 2) - 1);
            }
        }
        var final = QueryTranslator.Translate(plain, replacements);
        return (new BoundQuery(final.Sql, await DescribeAsync(final, cancellationToken)), used);
    }

    private async Task<IReadOnlySet<string>> BindViewAsync(
        Syntax.Statements.CreateView view, StatementInputs inputs, IReadOnlyList<string> outer, CancellationToken cancellationToken)
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { view.Name };
        if (outer.Contains(view.Name, StringComparer.OrdinalIgnoreCase))
            return used;
        string sql;
        if (view is Syntax.Statements.CreateQueryView queryView)
        {
            var (bound, inner) = await BindAsync(queryView.Query, inputs, [.. outer, view.Name], NoTables, cancellationToken);
            used.UnionWith(inner);
            sql = ViewColumns.Rename(bound, queryView.ColumnNames);
        }
        else
            sql = await fileViews.BindAsync((Syntax.Statements.CreateFileView)view, inputs, cancellationToken);
        await duck.ExecuteAsync($"CREATE OR REPLACE TEMPORARY VIEW {Quote.Name(view.Name)} AS {sql}", cancellationToken);
        return used;
    }

    private async Task<QueryTree> ParseAsync(TranslatedQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await QueryTree.ParseAsync(duck, query.Sql, cancellationToken);
        }
        catch (DuckDbFailure failure)
        {
            throw failure.ToSqlError(query);
        }
    }

    private async Task<IReadOnlyList<KeyValuePair<string, DuckType>>> DescribeAsync(TranslatedQuery query, CancellationToken cancellationToken)
    {
        const string Prefix = "DESCRIBE ";
        try
        {
            return await duck.QueryAsync(
                Prefix + query.Sql,
                reader => KeyValuePair.Create(reader.GetString(0), DuckTypeParser.Parse(reader.GetString(1))),
                cancellationToken);
        }
        catch (DuckDbFailure failure)
        {
            throw failure.ToSqlError(query, Encoding.UTF8.GetByteCount(Prefix));
        }
    }
}
