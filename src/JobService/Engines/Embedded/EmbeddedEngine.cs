using Floe.Engine;
using Floe.JobService.Contracts;
using Floe.JobService.Hosting;

namespace Floe.JobService.Engines.Embedded;

/// <summary>SQL jobs in this process, on Floe's own engine: no Spark, no JVM.</summary>
internal sealed class EmbeddedEngine(SqlRuns runs, ScriptSource scripts, JobServiceOptions options) : IJobEngine, ISqlEngine
{
    /// <summary>In the summary of each snapshot that a job makes, so that a table's history leads to its jobs.</summary>
    public const string JobIdProperty = "floe.job-id";

    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    public string Name => "embedded";

    public bool OutlivesService => false;

    public bool Runs(JobKind kind) => kind == JobKind.Sql;

    public async Task<RunOutcome> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var definition = run.Definition;
        // Before anything can be written: from here on, a crash must not lead to a second run.
        await run.Reporter.EnterAsync(JobState.Running, null, cancellationToken);
        try
        {
            var script = await scripts.ReadAsync(definition, cancellationToken);
            var settings = new SqlRunOptions
            {
                Variables = definition.Variables ?? None,
                MaxRejectedRows = definition.MaxRejectedRows,
                MaxResultRows = options.MaxResultRows,
                SnapshotProperties = new Dictionary<string, string> { [JobIdProperty] = run.JobId },
            };
            var result = await runs.RunAsync(script, definition.TableBucket, settings, run.Reporter.Log, cancellationToken);
            return new RunOutcome
            {
                State = JobState.Succeeded,
                Statements = StatementSummaries.Of(result),
                Result = result.Result,
                RejectedRows = result.RejectedRows,
            };
        }
        catch (Exception e) when (RunFailures.Explain(e) is { } reason && !cancellationToken.IsCancellationRequested)
        {
            return RunOutcome.Failed(reason) with { MayRetry = RunFailures.MayPass(e) };
        }
    }

    public async Task<SqlResponse> RunAsync(SqlRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var settings = new SqlRunOptions { MaxResultRows = request.MaxRows };
            var result = await runs.RunAsync(new SqlScript(request.Sql, "sql"), request.TableBucket, settings, _ => { }, cancellationToken);
            return new SqlResponse(StatementSummaries.Of(result), result.Result);
        }
        catch (Exception e) when (RunFailures.Explain(e) is { } reason && !cancellationToken.IsCancellationRequested)
        {
            var place = e as SqlException;
            throw new SqlFailedException(reason, place?.Line, place?.Column, e);
        }
    }
}
