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
    RunTransitions transitions,
    JobLogs logs,
    StorePatience patience,
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
            await RunAsync(job, new RunKey(job.Id, job.Attempt, job.Epoch), control);
        }
        catch (RunTakenOverException)
        {
            logger.TakenOver(job.Id, job.Attempt);
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

    private async Task RunAsync(JobRecord job, RunKey key, RunControl control)
    {
        if (control.End == RunEnd.ServiceStop)
        {
            await transitions.RequeueAsync(key, Reasons.NotTaken, CancellationToken.None);
            return;
        }
        using var trace = telemetry.StartRun(job);
        var definition = StoredJson.Definition(job.Definition);
        // Of thousands of runs the texts would take more memory than all else of them.
        job.Definition = "";
        var started = time.GetTimestamp();
        RunOutcome? outcome;
        await using (var open = new RunLogs(job.Id, job.Attempt, logs, patience, control.Leave))
        {
            var log = await open.OpenAsync(LogRole.Driver, CancellationToken.None);
            // A cancel that came between claim and here found no run to stop, but it is stored.
            if (await patience.DoAsync(() => queries.FindStandingAsync(job.Id, CancellationToken.None), control.Leave) is { State: JobState.Cancelling }) control.Stop(RunEnd.Cancel);
            outcome = await OutcomeAsync(job, key, definition, log, open, control);
            if (outcome is null)
            {
                logger.Detached(job.Id, job.Engine);
                return;
            }
            log.Write(outcome.Reason is null ? $"{outcome.State}." : $"{outcome.State}: {outcome.Reason}");
            // A store that is away is waited for; a disk that takes no more is not.
            await open.FlushAsync(control.Leave);
        }
        // After the logs: who sees that the job is over can read all of them.
        // An outcome is known once: a store that is away is waited for.
        await patience.DoAsync(() => transitions.EndAsync(key, outcome, definition.Retry, CancellationToken.None), control.Leave);
        trace.End(outcome, control.End, time.GetElapsedTime(started));
        logger.Ended(job.Id, outcome.State, outcome.Reason);
    }

    /// <summary>An attempt that is watched on has used some of its limit; clocks of two processes may differ, so never more than all of it is left.</summary>
    private TimeSpan? LeftOf(int? seconds, AttemptRecord? attempt)
    {
        if (seconds is not { } all) return null;
        var used = attempt is null ? 0 : (time.Now() - attempt.StartedAt).TotalSeconds;
        return TimeSpan.FromSeconds(Math.Clamp(all - used, 0, all));
    }

    /// <summary>Null where the service stops and the run goes on without it.</summary>
    private async Task<RunOutcome?> OutcomeAsync(JobRecord job, RunKey key, JobDefinition definition, LogWriter log, RunLogs open, RunControl control)
    {
        if (engines.Named(job.Engine) is not { } engine) return RunOutcome.Failed(Reasons.NoEngine(job.Engine)) with { MayRetry = false };
        var attempt = job.Attempts.Find(attempt => attempt.Attempt == job.Attempt);
        using var limit = LeftOf(definition.TimeoutSeconds, attempt) is { } left
            ? time.CreateTimer(_ => control.Stop(RunEnd.Timeout), null, left, Timeout.InfiniteTimeSpan)
            : null;
        using var start = new StartLimit(LeftOf(definition.StartTimeoutSeconds, attempt), control, time);
        start.Entered(job.State, job.Reason);
        var run = new JobRun(job.Id, job.Attempt, attempt?.Handle, definition, new RunReporter(key, log, open, transitions, patience, start.Entered))
        {
            Executions = StoredJson.Executions(attempt?.Executions),
            Standing = (job.State, job.Reason),
            Links = StoredJson.Strings(attempt?.Links),
            IsToEnd = () => control.End is RunEnd.Cancel or RunEnd.Timeout or RunEnd.StartTimeout,
        };
        try
        {
            control.Token.ThrowIfCancellationRequested();
            return await engine.RunAsync(run, control.Token);
        }
        catch (RunTakenOverException)
        {
            throw;
        }
        catch (OperationCanceledException) when (control.End != RunEnd.None)
        {
            return control.End switch
            {
                RunEnd.Cancel => new RunOutcome { State = JobState.Cancelled, Reason = Reasons.CancelledInRun },
                RunEnd.Timeout => RunOutcome.Failed(Reasons.TimedOut(definition.TimeoutSeconds!.Value)),
                RunEnd.StartTimeout => RunOutcome.Failed(Reasons.NotStarted(definition.StartTimeoutSeconds!.Value, start.WaitsFor)),
                RunEnd.TakenOver => throw new RunTakenOverException(job.Id, job.Attempt),
                _ => engine.OutlivesService ? null : RunOutcome.Failed(Reasons.Stopped) with { MayRetry = false },
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
