using Floe.Engine.Catalogs;
using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Queries;
using Floe.Engine.Queries.Planning;
using Floe.Engine.Tables;
using Floe.Engine.Views;
using Floe.Iceberg.IO;

namespace Floe.Engine.Running;

/// <summary>What the statements of one run share.</summary>
internal sealed class ScriptContext
{
    private StatementInputs? _inputs;

    public ScriptContext(DuckDbSession duck, QueryPlanner planner, ICatalogProvider catalogs, IFileIO files, SqlRunOptions options, Action<string> log, TimeProvider time)
    {
        Duck = duck;
        Files = files;
        Options = options;
        Log = log;
        Time = time;
        Names = new CatalogNames(catalogs, options.DefaultCatalog);
        Tables = new TableViews(duck);
        Binder = new QueryBinder(duck, Names, Views, Tables, new FileViews(duck, options, log), planner, time);
    }

    public DuckDbSession Duck { get; }

    public IFileIO Files { get; }

    public SqlRunOptions Options { get; }

    /// <summary>Takes plain lines for people.</summary>
    public Action<string> Log { get; }

    public TimeProvider Time { get; }

    public CatalogNames Names { get; }

    public TemporaryViews Views { get; } = new();

    public TableViews Tables { get; }

    public QueryBinder Binder { get; }

    /// <summary>What SET said so far.</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether INSERT OVERWRITE replaces only the partitions that get rows.</summary>
    public bool IsDynamicOverwrite => string.Equals(Settings.GetValueOrDefault("spark.sql.sources.partitionOverwriteMode"), "dynamic", StringComparison.OrdinalIgnoreCase);

    /// <summary>For one statement, which disposes them.</summary>
    public StatementInputs NewInputs()
    {
        var inputs = new StatementInputs(Files);
        inputs.Name(Duck.Folder, "(temporary folder)");
        _inputs = inputs;
        return inputs;
    }

    /// <summary>Puts locations in place of local paths of the statement that ran last.</summary>
    public string WithoutPaths(string message) => _inputs?.WithoutPaths(message) ?? message;

    /// <summary>The file of the statement that ran last which made DuckDB fail without naming it.</summary>
    public async Task<string?> FindBrokenFileAsync(DuckDbFailure failure, CancellationToken cancellationToken) =>
        _inputs is { } inputs && BrokenFiles.AreLikely(failure, inputs) ? await BrokenFiles.FindAsync(Duck, Files, inputs.Lent, cancellationToken) : null;
}
