using Floe.Engine.Catalogs;
using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Queries;
using Floe.Engine.Running;
using Floe.Engine.Syntax;
using Floe.Engine.Tables;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Changes;

/// <summary>The table a statement changes, as it was when the statement began, and DuckDB views over its rows that also tell where each is stored.</summary>
internal sealed class ChangeTarget : IAsyncDisposable
{
    private readonly ScriptContext _context;
    private readonly StatementInputs _inputs;
    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly Dictionary<int, FileScanTask> _files = [];
    private readonly HashSet<string> _known = [];
    private readonly List<string> _made = [];

    private ChangeTarget(ScriptContext context, StatementInputs inputs, TableReference reference, Table table, string alias) =>
        (_context, _inputs, Reference, Table, Alias) = (context, inputs, reference, table, alias);

    public TableReference Reference { get; }

    public Table Table { get; }

    public TableMetadata Metadata => Table.Metadata;

    public Schema Schema => Metadata.CurrentSchema;

    /// <summary>The files that can have rows the statement is about.</summary>
    public ScanPlan Plan { get; private set; } = new(null, Schema.Empty, [], new ScanCounts(0, 0, 0));

    /// <summary>True for every row of the target that the statement can touch; null where that is any row.</summary>
    public Predicate? Filter { get; private set; }

    /// <summary>What the script calls it.</summary>
    public string Alias { get; }

    public bool KeepsLineage => RowLineage.IsKept(Metadata);

    public static async Task<ChangeTarget> OpenAsync(ScriptContext context, StatementInputs inputs, QualifiedName name, string? alias, CancellationToken cancellationToken)
    {
        var reference = await context.Names.ResolveTableAsync(name, cancellationToken);
        var loaded = await TableViews.LoadAsync(reference, name.Position, cancellationToken);
        var table = new Table(loaded, reference.Catalog, context.Files, context.Time);
        return new ChangeTarget(context, inputs, reference, table, alias ?? name.Last);
    }

    /// <summary>Finds the files to look into, before any view of them is made.</summary>
    /// <param name="query">A query over the table under the name it is given, whose conditions say which rows matter; null for all rows.</param>
    public async Task PlanAsync(Func<string, QueryDraft>? query, CancellationToken cancellationToken)
    {
        if (query is not null)
        {
            var name = NewName("planned");
            var syntax = query(name).ToSyntax();
            // The planner knows the table's own columns only.
            if (!syntax.Tokens.Any(token => RowLineage.Fields.Any(field => token.IsName && token.Value == field.Name)))
                Filter = await _context.Binder.FilterAsync(syntax, name, Schema, _known, _inputs, cancellationToken);
        }
        var scan = Table.NewScan();
        Plan = await (Filter is null ? scan : scan.Where(Filter)).PlanAsync(cancellationToken);
        foreach (var file in Plan.Files)
            _files.Add(NumberOf(file), file);
    }

    /// <summary>The file of a <see cref="RowPlace.File"/> number.</summary>
    public FileScanTask File(int number) => _files[number];

    public int NumberOf(FileScanTask file) => _context.Tables.Numbers.Of(file.File.Path);

    /// <summary>Makes a view over the rows of some files: the table's columns, the rows' places and, where rows have ids, these.</summary>
    public async Task<string> ViewAsync(string what, IReadOnlyList<FileScanTask> files, CancellationToken cancellationToken)
    {
        var columns = KeepsLineage ? ScanColumns.WithRowPlace | ScanColumns.WithLineage : ScanColumns.WithRowPlace;
        var sql = await _context.Tables.QueryAsync(Metadata, Plan with { Files = files }, columns, _inputs, cancellationToken);
        var name = NewName(what);
        _made.Add($"VIEW IF EXISTS {Quote.Name(name)}");
        await _context.Duck.ExecuteAsync($"CREATE OR REPLACE TEMPORARY VIEW {Quote.Name(name)} AS {sql}", cancellationToken);
        return name;
    }

    /// <summary>Keeps the rows of a query in a table of the session, which spills. It goes with the statement.</summary>
    public async Task<string> TableAsync(string what, string sql, CancellationToken cancellationToken)
    {
        var name = NewName(what);
        _made.Add($"TABLE IF EXISTS {Quote.Name(name)}");
        await _context.Duck.ExecuteAsync($"CREATE TEMPORARY TABLE {Quote.Name(name)} AS {sql}", cancellationToken);
        return name;
    }

    public Task<BoundQuery> BindAsync(QueryDraft draft, CancellationToken cancellationToken) =>
        _context.Binder.BindAsync(draft.ToSyntax(), _inputs, _known, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var made in _made)
            await _context.Duck.ExecuteAsync($"DROP {made}", CancellationToken.None);
    }

    /// <summary>Queries of <see cref="BindAsync"/> may use it.</summary>
    private string NewName(string what)
    {
        var name = $"floe_{what}_{_id}";
        _known.Add(name);
        return name;
    }
}
