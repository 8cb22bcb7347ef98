using Floe.JobService.Contracts;
using Floe.JobService.Engines.SparkOperator.Views;
using static Floe.JobService.Engines.SparkOperator.Views.ApplicationStates;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>
/// What an application's state (operator 2.5.2, <c>internal/controller/sparkapplication/controller.go</c>) means for the job. The driver pod has a
/// say where the operator is known to be wrong or late: a restarted operator submits twice (#2788, #2573) or stays in SUBMITTED (#2749).
/// </summary>
internal static class StandingRules
{
    public static Standing Of(Observation seen, TimeSpan patience) => seen.Application.State switch
    {
        New => Late(new(JobState.Submitting, "The operator has not taken it yet."), seen, patience, "The Spark Operator does nothing with it: does it run, and does it watch this namespace?"),
        Submitted or Running or Unknown => ByDriver(seen, patience),
        ApplicationStates.Succeeding => Succeeding(seen, patience),
        Completed => new(JobState.Succeeded),
        Failing => RunsAgain(seen.Application, hasSucceeded: false)
            ? new(JobState.Retrying, $"Attempt {seen.Application.Status.ExecutionAttempts} failed: {Error(seen)} The operator tries again.")
            : Settled(new(JobState.Running, Error(seen)), new(JobState.Failed, Error(seen)), seen, patience),
        ApplicationStates.Failed => Failed(seen),
        ApplicationStates.SubmissionFailed => SubmissionFailed(seen),
        PendingRerun => Late(new(JobState.Retrying, "The operator starts it again."), seen, patience, "The operator was to start it again and does not (a known fault of it): cancel the job and retry it."),
        Invalidating => new(JobState.Retrying, "Its spec was changed by somebody else, so the operator starts it again."),
        Suspending or ApplicationStates.Suspended => new(JobState.Suspended),
        Resuming => new(JobState.Pending, "The operator starts it again after it was suspended."),
        var other => ByDriver(seen, patience) is { Reason: null } standing ? standing with { Reason = $"The operator says '{other}'." } : ByDriver(seen, patience),
    };

    /// <summary>How a run ended whose application somebody deleted, by the last that was seen of it.</summary>
    public static Standing AfterDelete(ApplicationView? last, PodView? driver, string name) => (last?.State, driver?.HasEnded) switch
    {
        (Completed or ApplicationStates.Succeeding, _) => new(JobState.Succeeded),
        (ApplicationStates.Failed, _) => new(JobState.Failed, EndReason.OfOperator(last!, driver)),
        (_, true) => ByExit(driver!),
        _ => new(JobState.Lost, $"Its SparkApplication {name} was deleted by somebody else, and nothing tells how the run ended. What the job had committed stays: look at its tables before you submit it again."),
    };

    private static Standing ByDriver(Observation seen, TimeSpan patience)
    {
        var (application, driver) = (seen.Application, seen.Driver);
        if (driver?.HasEnded == true) return Ended(seen, driver, patience);
        if (driver?.IsRunning == true) return new(JobState.Running, Again(application));
        if (driver is not null) return PendingReason.Of(driver, seen.Warning) is { } trouble ? new(JobState.Pending, trouble, IsTrouble: true) : new(JobState.Pending, "The driver pod starts.");
        return application.State == Submitted
            ? Late(new(JobState.Pending, "The driver pod is not there yet."), seen, patience, "The operator says that it has submitted it, and there is no driver pod.")
            : Late(new(JobState.Running, Again(application)), seen, patience, "There is no driver pod any more, and the operator has not said so yet: does it run?");
    }

    /// <summary>The operator's word is waited for, but not for ever: it may be down. It is where it would run the application again: two runs at once would be worse than one that waits.</summary>
    private static Standing Ended(Observation seen, PodView driver, TimeSpan patience)
    {
        var now = new Standing(JobState.Running, "The driver has ended; the operator has not said so yet.");
        return RunsAgain(seen.Application, driver.HasSucceeded)
            ? Late(now, seen, patience, $"{EndReason.OfDriver(driver)} By its restart policy the operator is to start it again, and does not: does it run?")
            : Settled(now, ByExit(driver), seen, patience);
    }

    private static Standing Succeeding(Observation seen, TimeSpan patience) => RunsAgain(seen.Application, hasSucceeded: true)
        ? new(JobState.Retrying, "It succeeded, and its restart policy starts it again.")
        : Settled(new(JobState.Running), new(JobState.Succeeded), seen, patience);

    private static Standing Failed(Observation seen) => seen.LastDriver switch
    {
        // A second submission failed because the first had worked; or the pod was taken away before the operator looked.
        { HasEnded: true, HasSucceeded: true } => new(JobState.Succeeded, $"The driver ended with exit code 0, although the operator says: {Error(seen)}"),
        _ when seen.Driver is { IsAlive: true } driver => DriverGoesOn(seen, driver),
        _ => new(JobState.Failed, Error(seen)),
    };

    private static Standing SubmissionFailed(Observation seen)
    {
        if (seen.Driver is { IsAlive: true } driver) return DriverGoesOn(seen, driver);
        var (application, policy) = (seen.Application, seen.Application.Spec.RestartPolicy);
        var isRetried = policy?.Type is "Always" || (policy is { Type: "OnFailure", OnSubmissionFailureRetries: { } retries } && application.Status.SubmissionAttempts <= retries);
        return isRetried
            ? new(JobState.Retrying, $"Submission {application.Status.SubmissionAttempts} failed: {Error(seen)} The operator tries again.", IsTrouble: true)
            : new(JobState.Submitting, $"The submission failed: {Error(seen)}", IsTrouble: true);
    }

    private static Standing DriverGoesOn(Observation seen, PodView driver) => new(
        driver.IsRunning ? JobState.Running : JobState.Pending,
        $"The driver runs, although the operator says {seen.Application.State} (a known fault of it): {Error(seen)}");

    /// <summary>Whether the operator starts the application again after an execution that ended like this.</summary>
    private static bool RunsAgain(ApplicationView application, bool hasSucceeded) => application.Spec.RestartPolicy is { } policy
        && (policy.Type == "Always" || (!hasSucceeded && policy is { Type: "OnFailure", OnFailureRetries: { } retries } && application.Status.ExecutionAttempts <= retries));

    private static Standing ByExit(PodView driver) => driver.HasSucceeded ? new(JobState.Succeeded) : new(JobState.Failed, EndReason.OfDriver(driver));

    private static Standing Settled(Standing now, Standing then, Observation seen, TimeSpan patience) =>
        seen.Unchanged >= patience ? then : now with { LookAgain = patience - seen.Unchanged };

    /// <summary>The same state with another reason, once nothing has happened for long.</summary>
    private static Standing Late(Standing now, Observation seen, TimeSpan patience, string reason) =>
        seen.Unchanged >= patience ? now with { Reason = reason, IsTrouble = true } : now with { LookAgain = patience - seen.Unchanged };

    private static string? Again(ApplicationView application) => application.Status.ExecutionAttempts > 1 ? $"The operator's attempt {application.Status.ExecutionAttempts}." : null;

    private static string Error(Observation seen) => EndReason.OfOperator(seen.Application, seen.LastDriver);
}
