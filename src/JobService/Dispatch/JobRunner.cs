using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Logs;
using Floe.JobService.Store;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Dispatch;

/// <summary>Carries one attempt from its claim to its end.</summary>
internal sealed class JobRunner(
    EngineSet engines,
    JobQueries queries,
    JobTransitions transitions,
    JobLogs logs,
    RunningJobs running,
    JobTelemetry telemetry,
    TimeProvider time,
    ILogger<JobRunner> logger)
{
    /// <summary>Does not throw: what goes wrong is the job's outcome or, where even that cannot be stored, a critical log entry.</summary>
    public async Task RunAsync(JobRecord job)
    {
        using var scope = logger.BeginScope(new Dictionary<string, object> { [JobTelemetry.RunId] = job.Id });
        var control = running.Add(job.Id);
        try
        {
            await RunAsync(job, control);
        }
#pragma warning disable CA1031 // The store is away or full. One job must not stop the others, and the next start clears it up.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.OutcomeNotStored(e, job.Id);
        }
        finally
        {
            running.Remove(job.Id);
        }
    }

    private async Task RunAsync(JobRecord job, RunControl control)
    {
        if (control.End == RunEnd.ServiceStop)
        {
            await transitions.RequeueAsync(job.Id, Reasons.NotTaken, CancellationToken.None);
            return;
        }
        using var trace = telemetry.StartRun(job);
        using var log = logs.OpenWriter(job.Id, job.Attempt);
        // A cancel that came between claim and here found no run to stop, but it is stored.
        if (await queries.FindStandingAsync(job.Id, CancellationToken.None) is { State: JobState.Cancelling }) control.Stop(RunEnd.Cancel);

        var definition = JsonSerializer.Deserialize(job.Definition, JobsWire.Json.JobDefinition)!;
        var started = time.GetTimestamp();
        var outcome = await OutcomeAsync(job, definition, log, control);
        if (outcome is null)
        {
            logger.Detached(job.Id, job.Engine);
            return;
        }
        log.Write(outcome.Reason is null ? $"{outcome.State}." : $"{outcome.State}: {outcome.Reason}");
        await transitions.EndAsync(job.Id, outcome, CancellationToken.None);
        trace.End(outcome, control.End, time.GetElapsedTime(started));
        logger.Ended(job.Id, outcome.State, outcome.Reason);
    }

    /// <summary>Null where the service stops and the run goes on without it.</summary>
    private async Task<RunOutcome?> OutcomeAsync(JobRecord job, JobDefinition definition, LogWriter log, RunControl control)
    {
        if (engines.Named(job.Engine) is not { } engine) return RunOutcome.Failed(Reasons.NoEngine(job.Engine));
        using var limit = definition.TimeoutSeconds is { } seconds
            ? time.CreateTimer(_ => control.Stop(RunEnd.Timeout), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan)
            : null;
        var handle = job.Attempts.Find(attempt => attempt.Attempt == job.Attempt)?.Handle;
        var run = new JobRun(job.Id, job.Attempt, handle, definition, new RunReporter(job.Id, log, transitions))
        {
            IsToEnd = () => control.End is RunEnd.Cancel or RunEnd.Timeout,
        };
        try
        {
            control.Token.ThrowIfCancellationRequested();
            return await engine.RunAsync(run, control.Token);
        }
        catch (OperationCanceledException) when (control.End != RunEnd.None)
        {
            return control.End switch
            {
                RunEnd.Cancel => new RunOutcome { State = JobState.Cancelled, Reason = Reasons.CancelledInRun },
                RunEnd.Timeout => RunOutcome.Failed(Reasons.TimedOut(definition.TimeoutSeconds!.Value)),
                _ => engine.OutlivesService ? null : RunOutcome.Failed(Reasons.Stopped),
            };
        }
#pragma warning disable CA1031 // A defect of an engine is this job's failure and nobody else's; it is logged with its stack trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.EngineBroke(e, engine.Name, job.Id);
            return RunOutcome.Failed(Reasons.EngineBroke(engine.Name, e));
        }
    }
}
