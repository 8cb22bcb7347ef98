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
        Submitted => ByDriver(seen, patience),
        Running or Unknown => ByDriver(seen, patience),
        ApplicationStates.Succeeding => Succeeding(seen, patience),
        Completed => new(JobState.Succeeded),
        Failing => MayRunAgain(seen.Application)
            ? new(JobState.Retrying, $"Attempt {seen.Application.Status.ExecutionAttempts} failed: {Error(seen.Application)} The operator tries again.")
            : Settled(new(JobState.Running, Error(seen.Application)), new(JobState.Failed, Error(seen.Application)), seen, patience),
        ApplicationStates.Failed => seen.Driver switch
        {
            // A second submission failed because the first had worked.
            { Ended.ExitCode: 0 } => new(JobState.Succeeded, $"The driver ended with exit code 0, although the operator says: {Error(seen.Application)}"),
            { } driver when IsAlive(driver) => DriverGoesOn(seen),
            _ => new(JobState.Failed, Error(seen.Application)),
        },
        ApplicationStates.SubmissionFailed => SubmissionFailed(seen),
        PendingRerun => Late(new(JobState.Retrying, "The operator starts it again."), seen, patience, "The operator was to start it again and does not (a known fault of it): cancel the job and retry it."),
        Invalidating => new(JobState.Retrying, "Its spec was changed by somebody else, so the operator starts it again."),
        Suspending or ApplicationStates.Suspended => new(JobState.Suspended),
        Resuming => new(JobState.Pending, "The operator starts it again after it was suspended."),
        var other => ByDriver(seen, patience) is { Reason: null } standing ? standing with { Reason = $"The operator says '{other}'." } : ByDriver(seen, patience),
    };

    /// <summary>How a run ended whose application somebody deleted, by the last that was seen of it.</summary>
    public static Standing AfterDelete(ApplicationView? last, PodView? driver, string name) => (last?.State, driver?.Ended) switch
    {
        (Completed or ApplicationStates.Succeeding, _) => new(JobState.Succeeded),
        (ApplicationStates.Failed, _) => new(JobState.Failed, Error(last!)),
        (_, { ExitCode: 0 }) => new(JobState.Succeeded),
        (_, { } ended) => new(JobState.Failed, Exit(ended, driver!)),
        _ => new(JobState.Lost, $"Its SparkApplication {name} was deleted by somebody else, and nothing tells how the run ended. What the job had committed stays: look at its tables before you submit it again."),
    };

    private static Standing ByDriver(Observation seen, TimeSpan patience)
    {
        var (application, driver) = (seen.Application, seen.Driver);
        if (driver?.HasEnded == true)
            return Settled(new(JobState.Running, "The driver has ended; the operator has not said so yet."), ByExit(driver), seen, patience);
        if (driver?.IsRunning == true || (driver is null && application.State == Running)) return new(JobState.Running, Again(application));
        if (driver is null) return new(JobState.Pending, "The driver pod is not there yet.");
        return new(JobState.Pending, PendingReason.Of(driver, seen.Warning) ?? "The driver pod starts.");
    }

    private static Standing Succeeding(Observation seen, TimeSpan patience) => seen.Application.Spec.RestartPolicy?.Type == "Always"
        ? new(JobState.Retrying, "It succeeded, and its restart policy starts it again.")
        : Settled(new(JobState.Running), new(JobState.Succeeded), seen, patience);

    private static Standing SubmissionFailed(Observation seen)
    {
        if (IsAlive(seen.Driver)) return DriverGoesOn(seen);
        var (application, policy) = (seen.Application, seen.Application.Spec.RestartPolicy);
        var isRetried = policy?.Type is "Always" || (policy is { Type: "OnFailure", OnSubmissionFailureRetries: { } retries } && application.Status.SubmissionAttempts <= retries);
        return isRetried
            ? new(JobState.Retrying, $"Submission {application.Status.SubmissionAttempts} failed: {Error(application)} The operator tries again.")
            : new(JobState.Submitting, $"The submission failed: {Error(application)}");
    }

    private static Standing DriverGoesOn(Observation seen) => new(
        seen.Driver!.IsRunning ? JobState.Running : JobState.Pending,
        $"The driver runs, although the operator says {seen.Application.State} (a known fault of it): {Error(seen.Application)}");

    private static bool IsAlive(PodView? driver) => driver is { HasEnded: false, Metadata.DeletionTimestamp: null };

    private static bool MayRunAgain(ApplicationView application) => application.Spec.RestartPolicy is { } policy
        && (policy.Type == "Always" || (policy is { Type: "OnFailure", OnFailureRetries: { } retries } && application.Status.ExecutionAttempts <= retries));

    private static Standing ByExit(PodView driver) => driver.Ended switch
    {
        { ExitCode: 0 } => new(JobState.Succeeded),
        { } ended => new(JobState.Failed, Exit(ended, driver)),
        null when driver.Status.Phase == "Succeeded" => new(JobState.Succeeded),
        null => new(JobState.Failed, $"The driver pod failed{(driver.Status.Reason is { } reason ? $" ({reason})" : "")}. {driver.Status.Message}".TrimEnd()),
    };

    private static string Exit(ContainerTerminated ended, PodView driver) =>
        $"The driver ended with exit code {ended.ExitCode}{(ended.Reason is { } reason and not "Error" ? $" ({reason})" : "")}{(driver.Status.Reason is { } why ? $", {why}" : "")}.{(ended.Message is { Length: > 0 } message ? $" {message.Trim()}" : "")}";

    /// <summary>The operator's word is waited for, but not for ever: it may be down.</summary>
    private static Standing Settled(Standing now, Standing then, Observation seen, TimeSpan patience) =>
        seen.Unchanged >= patience ? then : now with { LookAgain = patience - seen.Unchanged };

    /// <summary>The same state with another reason, once nothing has happened for long.</summary>
    private static Standing Late(Standing now, Observation seen, TimeSpan patience, string reason) =>
        seen.Unchanged >= patience ? now with { Reason = reason } : now with { LookAgain = patience - seen.Unchanged };

    private static string? Again(ApplicationView application) => application.Status.ExecutionAttempts > 1 ? $"The operator's attempt {application.Status.ExecutionAttempts}." : null;

    private static string Error(ApplicationView application)
    {
        var text = application.Error?.Trim() ?? "The operator says no reason.";
        // spark-submit's whole stderr: what went wrong stands at its end.
        if (text.Length > 2000) text = $"…{text.AsSpan(text.Length - 2000)}";
        return text.EndsWith('.') ? text : $"{text}.";
    }
}
