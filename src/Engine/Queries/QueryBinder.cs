using System.Text;
using Floe.Engine.Catalogs;
using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Queries.Planning;
using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Tables;
using Floe.Engine.Types;
using Floe.Engine.Views;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Queries;

/// <summary>
/// Makes a query of the script ready to run. DuckDB's parser finds the tables it names; the planner, which has an empty table for each, finds its
/// columns and what it wants of every table; then each table becomes a DuckDB view over the files that can matter, and the names in the query are
/// completed so that they mean exactly these views.
/// </summary>
internal sealed class QueryBinder(
    DuckDbSession duck, CatalogNames names, TemporaryViews views, TableViews tables, FileViews fileViews, QueryPlanner planner, TimeProvider time)
{
    private static readonly HashSet<string> NoTables = [];

    public Task<BoundQuery> BindAsync(QuerySyntax query, StatementInputs inputs, CancellationToken cancellationToken) =>
        BindAsync(query, inputs, NoTables, cancellationToken);

    /// <param name="known">DuckDB tables and views that the engine made itself and that the query may name.</param>
    public async Task<BoundQuery> BindAsync(QuerySyntax query, StatementInputs inputs, IReadOnlySet<string> known, CancellationToken cancellationToken)
    {
        var binding = new QueryBinding();
        var (bound, _) = await ResolveAsync(query, inputs, [], known, binding, cancellationToken);
        await CreateAsync(bound, binding, cancellationToken);
        return bound with { Tables = binding.Scanned };
    }

    /// <summary>Checks that every table and view of a query is there, without keeping anything.</summary>
    public async Task<BoundQuery> CheckViewAsync(string name, QuerySyntax query, StatementInputs inputs, CancellationToken cancellationToken)
    {
        var (bound, used) = await ResolveAsync(query, inputs, [], NoTables, new QueryBinding(), cancellationToken);
        return used.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? throw new SqlError($"The view '{name}' cannot be made from itself.", query.Position)
            : bound;
    }

    /// <summary>What a condition on the rows of a table asks of its files: for statements that look for rows to change.</summary>
    /// <param name="query">A query over <paramref name="target"/> whose WHERE has the condition.</param>
    /// <param name="target">The name that the query gives the table.</param>
    /// <param name="known">Tables and views of the engine that the query may name, the target among them.</param>
    /// <returns>Null where any file can have a row.</returns>
    public async Task<Predicate?> FilterAsync(QuerySyntax query, string target, Schema schema, IReadOnlySet<string> known, StatementInputs inputs, CancellationToken cancellationToken)
    {
        var stub = await planner.DeclareAsync(target, schema, cancellationToken);
        var binding = new QueryBinding();
        var (bound, _) = await ResolveAsync(query, inputs, [], known, binding, cancellationToken, declared: target);
        if (binding.IsUnstable)
            return null;
        if (binding.UsesClock)
            await SetClockAsync(cancellationToken);
        var filters = await planner.FiltersAsync(bound.Sql, new Dictionary<StubName, Schema> { [stub] = schema }, cancellationToken);
        return filters.GetValueOrDefault(stub)?.Predicate;
    }

    private async Task<(BoundQuery Query, IReadOnlySet<string> UsedViews)> ResolveAsync(
        QuerySyntax query, StatementInputs inputs, IReadOnlyList<string> outer, IReadOnlySet<string> known, QueryBinding binding, CancellationToken cancellationToken, string? declared = null)
    {
        var (plain, versions) = await VersionedTables.ExtractAsync(query, names, cancellationToken);
        binding.WithMetadata |= MetadataColumns.AreNamed(plain);
        if (binding.WithMetadata)
            plain = MetadataColumns.WithoutStars(plain);
        var translated = QueryTranslator.Translate(plain);
        var tree = await ParseAsync(translated, cancellationToken);
        QueryGuard.Check(tree, translated);
        LookAtFunctions(plain, binding);
        // A query without tables is described where it runs.
        var needsPlanner = tree.Tables.Count > 0;
        if (needsPlanner)
            planner.Prepare();

        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var replacements = new Dictionary<int, Replacement>();
        foreach (var table in tree.Tables)
        {
            if (known.Contains(table.Table) && table.Schema.Length == 0)
            {
                if (table.Table != declared)
                    await MirrorAsync(table.Table, cancellationToken);
            }
            else if (versions.TryGetValue(table.Table, out var version) && table.Schema.Length == 0)
                await AddVersionAsync(table.Table, version, inputs, binding, cancellationToken);
            else if (table.Schema.Length == 0 && views.Find(table.Table) is { } view)
                used.UnionWith(await AddViewAsync(view, inputs, outer, binding, cancellationToken));
            else
            {
                var name = new QualifiedName(table.Parts, translated.PositionAt(table.Offset) ?? query.Position);
                var reference = await names.ResolveTableAsync(name, cancellationToken);
                await AddTableAsync(reference, name.Position, inputs, binding, cancellationToken);
                var viewName = Quote.Name(reference.CatalogName, reference.Identifier.Namespace, reference.Identifier.Name);
                replacements[translated.TokenAt(table.Offset)] = new Replacement(viewName, (table.Parts.Count * 2) - 1);
            }
        }
        var final = QueryTranslator.Translate(plain, replacements);
        return (new BoundQuery(final.Sql, await DescribeAsync(final, needsPlanner, cancellationToken)), used);
    }

    private async Task AddTableAsync(TableReference reference, SourcePosition position, StatementInputs inputs, QueryBinding binding, CancellationToken cancellationToken)
    {
        var source = await TableViews.FindAsync(reference, position, cancellationToken);
        var (columns, schema) = Columns(source, binding);
        var stub = await planner.DeclareAsync(reference, schema, cancellationToken);
        binding.AddTable(stub, source, async (filter, cancellation) =>
            new ScannedTable(source, await tables.CreateAsync(reference, source, filter?.Predicate, columns, inputs, cancellation), filter?.Predicate, filter?.Columns));
    }

    private async Task AddVersionAsync(string name, TableVersion version, StatementInputs inputs, QueryBinding binding, CancellationToken cancellationToken)
    {
        if (version is MetadataTable metadata)
        {
            await tables.CreateMetadataAsync(name, metadata, inputs, cancellationToken);
            await MirrorAsync(name, cancellationToken);
            return;
        }
        var source = await TableViews.FindAsync(version, cancellationToken);
        var (columns, schema) = Columns(source, binding);
        var stub = await planner.DeclareAsync(name, schema, cancellationToken);
        binding.AddTable(stub, source, async (filter, cancellation) =>
            new ScannedTable(source, await tables.CreateTemporaryAsync(name, source, filter?.Predicate, columns, inputs, cancellation), filter?.Predicate, filter?.Columns));
    }

    private static (ScanColumns Columns, Schema Schema) Columns(TableSource source, QueryBinding binding) => binding.WithMetadata
        ? (ScanColumns.WithMetadata, new Schema(source.Schema.SchemaId, [.. source.Schema.Fields, .. MetadataColumns.Fields]))
        : (ScanColumns.Plain, source.Schema);

    private async Task<IReadOnlySet<string>> AddViewAsync(
        CreateView view, StatementInputs inputs, IReadOnlyList<string> outer, QueryBinding binding, CancellationToken cancellationToken)
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { view.Name };
        if (outer.Contains(view.Name, StringComparer.OrdinalIgnoreCase))
            return used;
        if (view is CreateQueryView queryView)
        {
            var (bound, inner) = await ResolveAsync(queryView.Query, inputs, [.. outer, view.Name], NoTables, binding, cancellationToken);
            used.UnionWith(inner);
            var sql = ViewColumns.Rename(bound, queryView.ColumnNames);
            await planner.DeclareQueryViewAsync(view.Name, sql, cancellationToken);
            binding.AddView(cancellation => CreateViewAsync(view.Name, sql, cancellation));
        }
        else
        {
            await CreateViewAsync(view.Name, await fileViews.BindAsync((CreateFileView)view, inputs, cancellationToken), cancellationToken);
            await MirrorAsync(view.Name, cancellationToken);
        }
        return used;
    }

    /// <summary>Asks the planner what the query wants of its tables and makes everything it names.</summary>
    private async Task CreateAsync(BoundQuery query, QueryBinding binding, CancellationToken cancellationToken)
    {
        if (binding.UsesClock)
            await SetClockAsync(cancellationToken);
        var sources = binding.Steps.Where(step => step.Stub is not null).ToDictionary(step => step.Stub!, step => step.Source!.Schema);
        var filters = sources.Count == 0 || binding.IsUnstable
            ? new Dictionary<StubName, ScanFilter>()
            : await planner.FiltersAsync(query.Sql, sources, cancellationToken);
        foreach (var step in binding.Steps)
            await step.CreateAsync(step.Stub is null ? null : filters.GetValueOrDefault(step.Stub), cancellationToken);
    }

    /// <summary>Words are enough: one that is no function only costs a little care.</summary>
    private static void LookAtFunctions(QuerySyntax query, QueryBinding binding)
    {
        foreach (var token in query.Tokens.Where(token => token.IsName))
        {
            binding.UsesClock |= StatementClock.IsSet(token.Value);
            binding.IsUnstable |= StatementClock.IsUnstable(token.Value);
        }
    }

    private async Task SetClockAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await StatementClock.SetAsync(duck, now, cancellationToken);
        await planner.SetClockAsync(now, cancellationToken);
    }

    private Task<int> CreateViewAsync(string name, string sql, CancellationToken cancellationToken) =>
        duck.ExecuteAsync($"CREATE OR REPLACE TEMPORARY VIEW {Quote.Name(name)} AS {sql}", cancellationToken);

    /// <summary>Shows the planner a view that is there already.</summary>
    private async Task MirrorAsync(string name, CancellationToken cancellationToken) =>
        await planner.DeclareViewAsync(name, await QueryPlanner.DescribeAsync(duck, $"DESCRIBE FROM {Quote.Name(name)}", cancellationToken), cancellationToken);

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

    private async Task<IReadOnlyList<KeyValuePair<string, DuckType>>> DescribeAsync(TranslatedQuery query, bool needsPlanner, CancellationToken cancellationToken)
    {
        const string Prefix = "DESCRIBE ";
        try
        {
            return needsPlanner
                ? await planner.DescribeAsync(Prefix, query.Sql, cancellationToken)
                : await QueryPlanner.DescribeAsync(duck, Prefix + query.Sql, cancellationToken);
        }
        catch (DuckDbFailure failure)
        {
            throw failure.ToSqlError(query, Encoding.UTF8.GetByteCount(Prefix));
        }
    }
}
