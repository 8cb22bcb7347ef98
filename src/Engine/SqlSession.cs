using System.Diagnostics;
using Floe.Engine.DuckDb;
using Floe.Engine.Queries;
using Floe.Engine.Queries.Planning;
using Floe.Engine.Running;
using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Writing;
using Floe.Iceberg;
using Floe.Iceberg.IO;

namespace Floe.Engine;

/// <summary>
/// One DuckDB over the catalogs, for one script or for many: temporary views, variables and <c>USE</c> last until it is disposed.
/// Not thread-safe: one script at a time.
/// </summary>
public sealed class SqlSession : IAsyncDisposable
{
    private readonly DuckDbSession _duck;
    private readonly QueryPlanner _planner;
    private readonly ScriptContext _context;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, string> _variables;

    private SqlSession(DuckDbSession duck, QueryPlanner planner, ScriptContext context, TimeProvider time)
    {
        _duck = duck;
        _planner = planner;
        _context = context;
        _time = time;
        _variables = new(context.Options.Variables, StringComparer.Ordinal);
    }

    /// <summary>What names without a catalog are looked up in; null before the first USE where there is no default.</summary>
    public string? CurrentCatalog => _context.Names.CurrentCatalog;

    public string? CurrentNamespace => _context.Names.CurrentNamespace;

    /// <summary>The names of the temporary views.</summary>
    public IReadOnlyCollection<string> Views => [.. _context.Views.Names];

    /// <summary>The values of <c>${name}</c>: what the session began with and what <c>SET</c> added.</summary>
    public IReadOnlyDictionary<string, string> Variables => _variables;

    /// <param name="log">Gets plain lines as the work goes on. Called by one thread at a time.</param>
    public static async Task<SqlSession> OpenAsync(
        ICatalogProvider catalogs, IFileIO files, EngineOptions options, TimeProvider time, SqlRunOptions runOptions, Action<string> log, CancellationToken cancellationToken)
    {
        var duck = await DuckDbSession.OpenAsync(options, cancellationToken);
        try
        {
            BucketFunction.Register(duck.Connection);
            await SparkFunctions.RegisterAsync(duck, cancellationToken);
            var planner = new QueryPlanner(options);
            return new SqlSession(duck, planner, new ScriptContext(duck, planner, catalogs, files, runOptions, log, time), time);
        }
        catch
        {
            await duck.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Runs a script to its end. It is read whole before anything runs; then each statement is one transaction, and what earlier statements
    /// did stays when a later one fails.
    /// </summary>
    /// <param name="export">Takes the rows of the last SELECT, which are not kept in memory then; without any SELECT, those of the last other statement that gives rows.</param>
    /// <exception cref="SqlException">The script cannot be read, or a statement failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the statement under way left nothing behind, and the session can go on.</exception>
    public async Task<SqlScriptResult> RunAsync(SqlScript script, ResultExport? export, CancellationToken cancellationToken)
    {
        using var activity = EngineActivities.Source.StartActivity("sql.script");
        activity?.SetTag("floe.script.name", script.Name);
        var statements = ScriptParser.Parse(script.Text, _variables);
        activity?.SetTag("floe.script.statements", statements.Count);
        var exported = export is null ? null : statements.LastOrDefault(statement => statement.Statement is Select);

        var results = new List<StatementResult>();
        ResultSet? last = null;
        foreach (var statement in statements)
        {
            StatementLog.Started(_context.Log, statement, statements.Count);
            var start = _time.GetTimestamp();
            var outcome = await RunStatementAsync(statement, () => statement == exported ? ExportAsync(statement, export!, cancellationToken) : StatementDispatch.RunAsync(_context, statement.Statement, cancellationToken), cancellationToken);
            var duration = _time.GetElapsedTime(start);
            StatementLog.Finished(_context.Log, outcome, duration);
            last = outcome.Result ?? last;
            results.Add(new StatementResult(statement.Number, statement.Position.Line, outcome.Kind, outcome.Target, duration)
            {
                Rows = outcome.Rows,
                Files = outcome.Files,
                SnapshotId = outcome.SnapshotId,
                RejectedRows = outcome.RejectedRows,
            });
        }
        if (export is not null && exported is null && statements.Count > 0)
            await RunStatementAsync(statements[^1], () => ExportCommand.RunAsync(_context, last ?? new ResultSet([], [], Truncated: false), export, cancellationToken), cancellationToken);
        return new SqlScriptResult(results, export is null ? last : null, results.Sum(result => result.RejectedRows));
    }

    public async ValueTask DisposeAsync()
    {
        // To close a DuckDB is work that blocks.
        var planner = Task.Run(() => _planner.DisposeAsync().AsTask());
        await _duck.DisposeAsync();
        await planner;
    }

    private Task<StatementOutcome> ExportAsync(ScriptStatement statement, ResultExport export, CancellationToken cancellationToken) =>
        ExportCommand.RunAsync(_context, ((Select)statement.Statement).Query, export, cancellationToken);

    private async Task<StatementOutcome> RunStatementAsync(ScriptStatement statement, Func<Task<StatementOutcome>> run, CancellationToken cancellationToken)
    {
        using var activity = EngineActivities.Source.StartActivity("sql.statement");
        activity?.SetTag("floe.statement.number", statement.Number);
        try
        {
            var outcome = await run();
            if (statement.Statement is SetVariable set)
                _variables[set.Key] = set.Value;
            activity?.SetTag("floe.statement.kind", outcome.Kind);
            activity?.SetTag("floe.statement.target", outcome.Target);
            activity?.SetTag("floe.statement.rows", outcome.Rows);
            return outcome;
        }
        catch (Exception e) when (Explain(e) is { } error)
        {
            activity?.SetStatus(ActivityStatusCode.Error, error.Message);
            var broken = e is DuckDbFailure failure ? await _context.FindBrokenFileAsync(failure, cancellationToken) : null;
            var told = new SqlError((broken is null ? "" : $"The file {broken} cannot be read: ") + _context.WithoutPaths(error.Message), error.Position, e);
            throw SqlException.From(told, statement.Number, statement.Position);
        }
    }

    /// <summary>Failures that belong to the statement; anything else is a fault of the program and goes on as it is.</summary>
    private static SqlError? Explain(Exception exception) => exception switch
    {
        SqlError error => error,
        IcebergException => new SqlError(exception.Message, null, exception),
        FileMissingException or FileExistsException or FileRefusedException => new SqlError(exception.Message, null, exception),
        IOException => new SqlError($"A file could not be read or written: {exception.GetType().Name}. Is the disk full?", null, exception),
        DuckDbFailure failure => ExecutionErrors.ToSqlError(failure),
        _ => null,
    };
}
