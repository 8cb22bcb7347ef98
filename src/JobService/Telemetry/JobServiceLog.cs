using Floe.JobService.Contracts;

namespace Floe.JobService.Telemetry;

internal static partial class JobServiceLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} ({Name}) accepted for engine {Engine}")]
    public static partial void Accepted(this ILogger logger, string jobId, string name, string engine);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} starts attempt {Attempt} on engine {Engine}")]
    public static partial void Starting(this ILogger logger, string jobId, int attempt, string engine);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} ended: {State}. {Reason}")]
    public static partial void Ended(this ILogger logger, string jobId, JobState state, string? reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} had not been taken by an engine when the service stopped; it is queued again")]
    public static partial void Requeued(this ILogger logger, string jobId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} goes on in engine {Engine} while this service stops")]
    public static partial void Detached(this ILogger logger, string jobId, string engine);

    [LoggerMessage(Level = LogLevel.Error, Message = "Engine {Engine} broke while it ran job {JobId}")]
    public static partial void EngineBroke(this ILogger logger, Exception error, string engine, string jobId);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The outcome of job {JobId} could not be stored; the next start of the service will settle it")]
    public static partial void OutcomeNotStored(this ILogger logger, Exception error, string jobId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The job store cannot be used; the next try is after {Wait}")]
    public static partial void StoreAway(this ILogger logger, Exception error, TimeSpan wait);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} runs did not stop in time; the next start of the service will settle them")]
    public static partial void RunsLeftBehind(this ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Work} failed; the next try is after {Wait}")]
    public static partial void LeaderWorkFailed(this ILogger logger, Exception error, string work, TimeSpan wait);

    [LoggerMessage(Level = LogLevel.Information, Message = "Schedule {Schedule}, time {At:O}: {Result}")]
    public static partial void ScheduleFired(this ILogger logger, string schedule, DateTimeOffset at, string result);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Webhook} did not take message {Delivery} (attempt {Attempt}): {Error}")]
    public static partial void DeliveryFailed(this ILogger logger, string webhook, string delivery, int attempt, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} old jobs were deleted")]
    public static partial void CleanedUp(this ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Jobs cannot be given to engines; the next try is after {Wait}")]
    public static partial void DispatchFailed(this ILogger logger, Exception error, TimeSpan wait);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} of job {JobId} belongs to another process now; it is left to it")]
    public static partial void TakenOver(this ILogger logger, string jobId, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "This process gives jobs to engines now, in epoch {Epoch}")]
    public static partial void Leads(this ILogger logger, long epoch);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The leader's session of epoch {Epoch} broke; it is opened again when the database is there")]
    public static partial void LeaderSessionLost(this ILogger logger, Exception error, long epoch);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The disk does not take the lines of a log; they wait in memory")]
    public static partial void LogDiskFull(this ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The disk does not confirm that it has the log {Path}")]
    public static partial void LogNotSynced(this ILogger logger, Exception error, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log archive did not take logs, which stay here; the next try is after {Wait}. {Reason}")]
    public static partial void ArchiveAway(this ILogger logger, TimeSpan wait, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The log archive takes logs again")]
    public static partial void ArchiveIsBack(this ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An archived log could not be read. {Reason}")]
    public static partial void ArchiveNotRead(this ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old jobs and logs stay until the log archive can delete theirs. {Reason}")]
    public static partial void ArchiveNotCleaned(this ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The logs of job {JobId}, attempt {Attempt}, cannot be read to archive them")]
    public static partial void LogNotRead(this ILogger logger, Exception error, string jobId, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The leadership of epoch {Epoch} is lost; the runs of this process are stopped or left to the next leader")]
    public static partial void LeadershipLost(this ILogger logger, Exception error, long epoch);

    [LoggerMessage(Level = LogLevel.Error, Message = "The last lines of the log of job {JobId}, attempt {Attempt}, could not be stored")]
    public static partial void LogCutOff(this ILogger logger, Exception error, string jobId, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The files of an old run of spark-submit in {Folder} cannot be removed; they stay for now")]
    public static partial void RunFilesLeft(this ILogger logger, Exception error, string folder);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {Method} {Path} failed")]
    public static partial void RequestFailed(this ILogger logger, Exception error, string method, string path);
}
