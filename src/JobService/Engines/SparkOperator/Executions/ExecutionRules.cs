using Floe.JobService.Contracts;
using Floe.JobService.Engines.SparkOperator.Views;
using static Floe.JobService.Engines.SparkOperator.Views.ApplicationStates;

namespace Floe.JobService.Engines.SparkOperator.Executions;

/// <summary>Where one execution stands. The driver pod's word counts first: it is labelled with its submission, and the operator's state may be of another one.</summary>
internal static class ExecutionRules
{
    private const string NotSeen = "It was over before it was seen how it ended.";

    /// <param name="application">As the operator left it.</param>
    /// <param name="driver">The execution's own driver pod; null: there is none now.</param>
    /// <param name="isCurrent">Whether the application's state is of this execution.</param>
    /// <param name="before">Where it stood when it was last seen.</param>
    public static ExecutionStanding Of(ApplicationView application, PodView? driver, bool isCurrent, JobState before)
    {
        if (isCurrent && Stopped(application.State) is { } stopped) return stopped;
        if (driver is { HasEnded: true }) return driver.HasSucceeded ? new(JobState.Succeeded, IsOver: true) : new(JobState.Failed, EndReason.OfDriver(driver), IsOver: true);
        if (driver is not null) return new(driver.IsRunning ? JobState.Running : JobState.Pending);
        return isCurrent ? ByOperator(application, before) : new(JobState.Lost, NotSeen, IsOver: true);
    }

    /// <summary>The operator deletes the driver, whatever that says.</summary>
    private static ExecutionStanding? Stopped(string state) => state switch
    {
        Suspending or ApplicationStates.Suspended or Resuming => new(JobState.Suspended, "It was suspended.", IsOver: true),
        Invalidating => new(JobState.Cancelled, "The application was changed by somebody else.", IsOver: true),
        _ => null,
    };

    private static ExecutionStanding ByOperator(ApplicationView application, JobState before) => application.State switch
    {
        ApplicationStates.Running => new(JobState.Running),
        ApplicationStates.Succeeding or Completed => new(JobState.Succeeded, IsOver: true),
        Failing or ApplicationStates.Failed => new(JobState.Failed, EndReason.OfOperator(application), IsOver: true),
        ApplicationStates.SubmissionFailed => new(JobState.Failed, $"The submission failed: {EndReason.OfOperator(application)}", IsOver: true),
        PendingRerun => new(JobState.Lost, NotSeen, IsOver: true),
        _ => new(before),
    };
}
