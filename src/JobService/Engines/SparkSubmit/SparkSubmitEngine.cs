using System.Diagnostics;
using System.Text.Json;
using Floe.Engine;
using Floe.JobService.Contracts;
using Floe.JobService.Engines.Embedded;
using Floe.JobService.Engines.SparkSubmit.Supervision;

namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>Spark jobs on this machine: <c>spark-submit --master local[*]</c> in processes of their own, which go on while the service is down.</summary>
internal sealed class SparkSubmitEngine(SparkSubmitRuns runs, SparkSubmitCheck check, OldRuns old, SparkSubmitOptions options, TimeProvider time) : IPlanningEngine
{
    public string Name => EngineNames.SparkSubmit;

    public bool OutlivesService => true;

    public EngineAdmission Admission => new(MaxRunning: options.MaxRunning);

    public bool Runs(JobKind kind) => true;

    public Task<IReadOnlyList<FieldError>> CheckAsync(JobDefinition definition, CancellationToken cancellationToken) => check.CheckAsync(definition, cancellationToken);

    public Task<RunPlan> PlanAsync(JobDefinition definition, CancellationToken cancellationToken) => runs.PlanAsync(definition, cancellationToken);

    public async Task<RunOutcome> RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var folder = runs.FolderOf(run.JobId, run.Attempt);
        if (run.Handle is null && await PrepareAsync(run, folder, cancellationToken) is { } refusal) return RunOutcome.Failed(refusal);
        if (folder.Command is null) return Lost("The files of the run are not on this machine.");
        using var starter = await StartAsync(run, folder, cancellationToken);
        return await WatchAsync(run, folder, starter, await runs.MaskAsync(), cancellationToken);
    }

    /// <returns>The supervisor; null where the run has one.</returns>
    private async Task<Process?> StartAsync(JobRun run, RunFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            await run.Reporter.EnterAsync(JobState.Running, null, cancellationToken);
            return folder.Supervisor is null ? SupervisorStart.Start(folder, await runs.EnvironmentAsync(folder, cancellationToken)) : null;
        }
        catch (OperationCanceledException) when (run.IsToEnd() && folder.Supervisor is null)
        {
            folder.Delete();
            throw;
        }
    }

    /// <summary>Writes down all that the run needs, and keeps its handle: from then on it is found again, and only one supervisor ever takes it.</summary>
    /// <returns>Why the job cannot run here; null where it can.</returns>
    private async Task<string?> PrepareAsync(JobRun run, RunFolder folder, CancellationToken cancellationToken)
    {
        if (check.Closed is { } closed) return closed;
        try
        {
            var installation = await runs.FindAsync(cancellationToken);
            if (runs.MissingJars(installation, run.Definition) is { Count: > 0 } missing) return SparkSubmitCheck.JarsText(installation, missing);
            var files = new SparkSubmitFiles(folder.Properties, folder.Script, folder.Result, SparkSubmitRuns.SqlRunner);
            var command = await runs.CommandAsync(run.Definition, run.JobId, files, installation.Defaults, cancellationToken);
            runs.Write(folder, installation, run.Definition, command);
            await run.Reporter.KeepHandleAsync(Path.GetFileName(folder.Path), cancellationToken);
            run.Reporter.Log($"Spark {installation.Version} at {installation.Home}: {CommandLine.Of(installation.Program, command.Arguments)}");
            return null;
        }
        catch (Exception e) when (e is SparkMissingException or RunInputException)
        {
            return e.Message;
        }
    }

    private async Task<RunOutcome> WatchAsync(JobRun run, RunFolder folder, Process? starter, SecretMask mask, CancellationToken cancellationToken)
    {
        var watch = new RunWatch(folder, run.Reporter, mask, time);
        try
        {
            var exit = await watch.UntilOverAsync(starter, cancellationToken);
            var outcome = exit is null ? Unexplained(folder, starter) : await OutcomeAsync(exit, folder, watch.LastLines, cancellationToken);
            File.Delete(folder.Properties);
            old.Sweep();
            return outcome;
        }
        catch (OperationCanceledException) when (run.IsToEnd())
        {
            await watch.StopAsync(starter, options.StopGrace);
            File.Delete(folder.Properties);
            // With it goes the output, which is to be in the log by then; what stays is swept later.
            if (await run.Reporter.KeepLogsAsync(CancellationToken.None)) folder.Delete();
            throw;
        }
    }

    private static RunOutcome Unexplained(RunFolder folder, Process? starter) => folder.Supervisor is null && starter is not null
        ? RunOutcome.Failed($"The supervisor of spark-submit did not start (exit code {starter.ExitCode}): {starter.StandardError.ReadToEnd().Trim()}")
        : Lost("Its processes are gone and left no exit code: the machine went down, or they were killed.");

    private static RunOutcome Lost(string why) => new()
    {
        State = JobState.Lost,
        // Nobody knows what it had written.
        MayRetry = false,
        Reason = $"{why} What the job had committed stays. Look at its tables and submit it again.",
    };

    private static async Task<RunOutcome> OutcomeAsync(SupervisedExit exit, RunFolder folder, IReadOnlyList<string> lastLines, CancellationToken cancellationToken)
    {
        if (exit.Error is { } error) return RunOutcome.Failed(error);
        if (exit.Code == 0) return new() { State = JobState.Succeeded, Result = await ResultAsync(folder, cancellationToken) };
        var why = LastError.In(lastLines) is { } line ? $": {line}" : ", and it wrote nothing.";
        return RunOutcome.Failed($"spark-submit ended with exit code {exit.Code}{Signal(exit.Code)}{why}");
    }

    /// <summary>Rows of a SQL job's last query, where the runner wrote them.</summary>
    private static async Task<ResultSet?> ResultAsync(RunFolder folder, CancellationToken cancellationToken)
    {
        if (!File.Exists(folder.Result)) return null;
        await using var file = File.OpenRead(folder.Result);
        return await JsonSerializer.DeserializeAsync(file, JobsWire.Json.ResultSet, cancellationToken);
    }

    private static string Signal(int code) => code switch
    {
        128 + 9 => " (killed: is there enough memory?)",
        128 + 15 => " (asked to end by something else than this service)",
        _ => "",
    };
}
