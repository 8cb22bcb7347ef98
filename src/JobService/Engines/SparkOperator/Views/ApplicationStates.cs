namespace Floe.JobService.Engines.SparkOperator.Views;

/// <summary>The operator's words for where an application stands (2.5.2, <c>api/v1beta2</c>). Only COMPLETED and FAILED are ends.</summary>
internal static class ApplicationStates
{
    public const string New = "";
    public const string Submitted = "SUBMITTED";
    public const string Running = "RUNNING";
    public const string Completed = "COMPLETED";
    public const string Failed = "FAILED";
    public const string SubmissionFailed = "SUBMISSION_FAILED";
    public const string PendingRerun = "PENDING_RERUN";
    public const string Invalidating = "INVALIDATING";
    public const string Succeeding = "SUCCEEDING";
    public const string Failing = "FAILING";
    public const string Suspending = "SUSPENDING";
    public const string Suspended = "SUSPENDED";
    public const string Resuming = "RESUMING";
    public const string Unknown = "UNKNOWN";
}
