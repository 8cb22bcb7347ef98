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
/// Runs SQL scripts over Iceberg tables. Each run has a DuckDB of its own, so one runner serves any number of runs at a time.
/// </summary>
public sealed class SqlRunner(ICatalogProvider catalogs, IFileIO files, EngineOptions options, TimeProvider time)
{
    /// <summary>
    /// Runs a script to its end. It is read whole before anything runs; then each statement is one transaction, and what earlier statements
    /// did stays when a later one fails.
    /// </summary>
    /// <param name="log">Gets plain lines as the work goes on. Called by one thread at a time.</param>
    /// <exception cref="SqlException">The script cannot be read, or a statement failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the statement under way left nothing behind.</exception>
    public async Task<SqlScriptResult> RunAsync(SqlScript script, SqlRunOptions runOptions, Action<string> log, CancellationToken cancellationToken)
    {
        using var activity = EngineActivities.Source.StartActivity("sql.script");
        activity?.SetTag("floe.script.name", script.Name);
        var statements = ScriptParser.Parse(script.Text, runOptions.Variables);
        activity?.SetTag("floe.script.statements", statements.Count);

        await using var duck = await DuckDbSession.OpenAsync(options, cancellationToken);
        BucketFunction.Register(duck.Connection);
        await SparkFunctions.RegisterAsync(duck, cancellationToken);
        await using var planner = new QueryPlanner(options);
        var context = new ScriptContext(duck, planner, catalogs, files, runOptions, log, time);
        var results = new List<StatementResult>();
        ResultSet? last = null;
        foreach (var statement in statements)
        {
            StatementLog.Started(log, statement, statements.Count);
            var start = time.GetTimestamp();
            var outcome = await RunStatementAsync(context, statement, cancellationToken);
            var duration = time.GetElapsedTime(start);
            StatementLog.Finished(log, outcome, duration);
            last = outcome.Result ?? last;
            results.Add(new StatementResult(statement.Number, statement.Position.Line, outcome.Kind, outcome.Target, duration)
            {
                Rows = outcome.Rows,
                Files = outcome.Files,
                SnapshotId = outcome.SnapshotId,
                RejectedRows = outcome.RejectedRows,
            });
        }
        return new SqlScriptResult(results, last, results.Sum(result => result.RejectedRows));
    }

    private static async Task<StatementOutcome> RunStatementAsync(ScriptContext context, ScriptStatement statement, CancellationToken cancellationToken)
    {
        using var activity = EngineActivities.Source.StartActivity("sql.statement");
        activity?.SetTag("floe.statement.number", statement.Number);
        try
        {
            var outcome = await StatementDispatch.RunAsync(context, statement.Statement, cancellationToken);
            activity?.SetTag("floe.statement.kind", outcome.Kind);
            activity?.SetTag("floe.statement.target", outcome.Target);
            activity?.SetTag("floe.statement.rows", outcome.Rows);
            return outcome;
        }
        catch (Exception e) when (Explain(e) is { } error)
        {
            activity?.SetStatus(ActivityStatusCode.Error, error.Message);
            var broken = e is DuckDbFailure failure ? await context.FindBrokenFileAsync(failure, cancellationToken) : null;
            var told = new SqlError((broken is null ? "" : $"The file {broken} cannot be read: ") + context.WithoutPaths(error.Message), error.Position, e);
            throw SqlException.From(told, statement.Number, statement.Position);
        }
    }

    /// <summary>Failures that belong to the statement; anything else is a fault of the program and goes on as it is.</summary>
    private static SqlError? Explain(Exception exception) => exception switch
    {
        SqlError error => error,
        IcebergException => new SqlError(exception.Message, null, exception),
        FileMissingException or FileExistsException => new SqlError(exception.Message, null, exception),
        IOException => new SqlError($"A file could not be read or written: {exception.GetType().Name}. Is the disk full?", null, exception),
        DuckDbFailure failure => ExecutionErrors.ToSqlError(failure),
        _ => null,
    };
}
