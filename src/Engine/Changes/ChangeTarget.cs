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
    private readonly Dictionary<int, FileScanTask> _files;
    private readonly HashSet<string> _known = [];
    private readonly List<string> _tables = [];

    private ChangeTarget(ScriptContext context, StatementInputs inputs, TableReference reference, Table table, ScanPlan plan, string alias)
    {
        (_context, _inputs, Reference, Table, Plan, Alias) = (context, inputs, reference, table, plan, alias);
        _files = plan.Files.ToDictionary(file => context.Tables.Numbers.Of(file.File.Path));
    }

    public TableReference Reference { get; }

    public Table Table { get; }

    public TableMetadata Metadata => Table.Metadata;

    public Schema Schema => Metadata.CurrentSchema;

    public ScanPlan Plan { get; }

    /// <summary>What the script calls it.</summary>
    public string Alias { get; }

    public bool KeepsLineage => RowLineage.IsKept(Metadata);

    public static async Task<ChangeTarget> OpenAsync(ScriptContext context, StatementInputs inputs, QualifiedName name, string? alias, CancellationToken cancellationToken)
    {
        var reference = await context.Names.ResolveTableAsync(name, cancellationToken);
        var loaded = await TableViews.LoadAsync(reference, name.Position, cancellationToken);
        var table = new Table(loaded, reference.Catalog, context.Files, context.Time);
        var plan = await table.NewScan().PlanAsync(cancellationToken);
        return new ChangeTarget(context, inputs, reference, table, plan, alias ?? name.Last);
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
        await _context.Duck.ExecuteAsync($"CREATE OR REPLACE TEMPORARY VIEW {Quote.Name(name)} AS {sql}", cancellationToken);
        return name;
    }

    /// <summary>Keeps the rows of a query in a table of the session, which spills. It goes with the statement.</summary>
    public async Task<string> TableAsync(string what, string sql, CancellationToken cancellationToken)
    {
        var name = NewName(what);
        _tables.Add(name);
        await _context.Duck.ExecuteAsync($"CREATE TEMPORARY TABLE {Quote.Name(name)} AS {sql}", cancellationToken);
        return name;
    }

    public Task<BoundQuery> BindAsync(QueryDraft draft, CancellationToken cancellationToken) =>
        _context.Binder.BindAsync(draft.ToSyntax(), _inputs, _known, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var table in _tables)
            await _context.Duck.ExecuteAsync($"DROP TABLE IF EXISTS {Quote.Name(table)}", CancellationToken.None);
    }

    /// <summary>Queries of <see cref="BindAsync"/> may use it.</summary>
    private string NewName(string what)
    {
        var name = $"floe_{what}_{_id}";
        _known.Add(name);
        return name;
    }
}
