using Floe.JobService.Auth;
using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Logs.Archive;
using Floe.JobService.Store;

namespace Floe.JobService.Api;

/// <summary>The error answers of the API.</summary>
internal static class Problems
{
    private const string ContentType = "application/problem+json";

    public static IResult Wrong(FieldError error) => Wrong([error]);

    public static IResult Wrong(IReadOnlyList<FieldError> errors, int status = StatusCodes.Status400BadRequest) => Result(new Problem
    {
        Type = ProblemTypes.InvalidRequest,
        Title = "The request is not valid.",
        Status = status,
        Detail = string.Join(" ", errors.Select(error => $"{error.Field} {error.Message} {error.Remedy}")),
        Errors = errors,
    });

    public static IResult SqlFailed(SqlFailedException error) => Result(new Problem
    {
        Type = ProblemTypes.SqlFailed,
        Title = "The SQL cannot be run.",
        Status = StatusCodes.Status400BadRequest,
        Detail = error.Message,
        Line = error.Line,
        Column = error.Column,
    });

    public static IResult NoJob(string id) => Result(new Problem
    {
        Type = ProblemTypes.NotFound,
        Title = "There is no such job.",
        Status = StatusCodes.Status404NotFound,
        Detail = $"No job has the id '{id}'. GET /api/v1/jobs lists those there are.",
    });

    public static IResult NoResult(string id, string why) => Result(new Problem
    {
        Type = ProblemTypes.NoResult,
        Title = "The job has no result.",
        Status = StatusCodes.Status404NotFound,
        Detail = $"Job {id} {why}",
    });

    public static IResult KeyOfAnotherJob(string key, string id) => Result(new Problem
    {
        Type = ProblemTypes.KeyReused,
        Title = "The idempotency key belongs to another job.",
        Status = StatusCodes.Status409Conflict,
        Detail = $"Idempotency-Key '{key}' came before with another body, for job {id}. Send the same body to get that job, or a new key for a new one.",
        Errors = [new FieldError("Idempotency-Key", $"belongs to job {id}, which has another body.", "Use a new key.")],
    });

    public static IResult Over(string id, JobState state, string what) => Result(new Problem
    {
        Type = ProblemTypes.WrongState,
        Title = "The job is over.",
        Status = StatusCodes.Status409Conflict,
        Detail = $"Job {id} is {state} and cannot be {what} any more.",
    });

    public static IResult WrongState(string id, string why) => Conflict("The job's state does not allow it.", $"Job {id} {why}");

    public static IResult Conflict(string title, string detail, string type = ProblemTypes.WrongState) =>
        Result(new Problem { Type = type, Title = title, Status = StatusCodes.Status409Conflict, Detail = detail });

    public static IResult NoSuch(string what, string name, string list) => Result(new Problem
    {
        Type = ProblemTypes.NotFound,
        Title = $"There is no such {what}.",
        Status = StatusCodes.Status404NotFound,
        Detail = $"There is no {what} '{name}'. GET {list} lists those there are.",
    });

    public static IResult NameTaken(string what, string name) =>
        Conflict("The name is taken.", $"The {what} '{name}' belongs to somebody else. Use another name, or the scope admin to change it.", ProblemTypes.NameTaken);

    public static IResult QueueFull(QueueRecord queue) => Result(new Problem
    {
        Type = ProblemTypes.QueueFull,
        Title = "The queue is full.",
        Status = StatusCodes.Status429TooManyRequests,
        Detail = $"The queue '{queue.Name}' has {queue.MaxQueued} waiting, and takes no more. Send the job again later (see Retry-After), or to another queue.",
    });

    public static IResult StoreAway() => Result(new Problem
    {
        Type = ProblemTypes.StoreAway,
        Title = "The job store is away.",
        Status = StatusCodes.Status503ServiceUnavailable,
        Detail = "The database cannot be used now. Send the request again later (see Retry-After), a submit with its Idempotency-Key: it may have been stored.",
    });

    /// <summary>A log that only the archive has, which does not give it.</summary>
    public static IResult ArchiveFailed(ArchiveException error) => Result(new Problem
    {
        Type = error.IsGone ? ProblemTypes.ArchivedLogGone : ProblemTypes.ArchiveAway,
        Title = error.IsGone ? "The archived log is gone." : "The log archive cannot be read.",
        Status = error.IsGone ? StatusCodes.Status410Gone : StatusCodes.Status503ServiceUnavailable,
        Detail = $"The log is archived at {error.Place}. {error.Why}",
    });

    public static IResult NotAuthenticated() => Result(new Problem
    {
        Type = ProblemTypes.NotAuthenticated,
        Title = "The caller is not known.",
        Status = StatusCodes.Status401Unauthorized,
        Detail = "Send an API key in X-Api-Key or Authorization: Bearer, or a token of the issuer that this service trusts. An expired or unknown one does not count.",
    });

    public static IResult NotAllowed(Scopes needed) => Result(new Problem
    {
        Type = ProblemTypes.NotAllowed,
        Title = "The caller may not do this.",
        Status = StatusCodes.Status403Forbidden,
        Detail = $"This needs the scope '{ScopeNames.Write(needed)}'. Use a key or token that has it.",
    });

    public static IResult NotLocal(string from) => Result(new Problem
    {
        Type = ProblemTypes.NotLocal,
        Title = "The request is not from here.",
        Status = StatusCodes.Status403Forbidden,
        Detail = $"This service has no authentication, so it does not answer {from}. Use http://localhost or http://127.0.0.1, or set up API keys or tokens (JobService:Auth).",
    });

    public static IResult BadHttp(BadHttpRequestException error) => Result(new Problem
    {
        Type = ProblemTypes.UnreadableRequest,
        Title = "The request cannot be read.",
        Status = error.StatusCode,
        Detail = error.StatusCode == StatusCodes.Status413PayloadTooLarge ? $"The body has more than {BodyForm.MaxBytes / 1024 / 1024} MiB. Put a long script into a bucket and send scriptLocation." : error.Message,
    });

    /// <summary>An answer that the server gave before any endpoint: no such path, no such method.</summary>
    public static IResult Plain(int status, string method, string path) => Result(new Problem
    {
        Type = ProblemTypes.NotInApi,
        Title = status switch
        {
            StatusCodes.Status404NotFound => "There is no such path.",
            StatusCodes.Status405MethodNotAllowed => "The path has no such method.",
            _ => "The request cannot be answered.",
        },
        Status = status,
        Detail = $"{method} {path} is not part of this API. /openapi/v1.json lists what is.",
    });

    public static IResult Broken(string path) => Result(new Problem
    {
        Type = ProblemTypes.Defect,
        Title = "The service failed.",
        Status = StatusCodes.Status500InternalServerError,
        Detail = $"{path} failed through no fault of the request. The service's log has the error; nothing was acknowledged, so the request may be sent again.",
    });

    public static IResult NoExternalApplication(string kind, string space, string name) => Result(new Problem
    {
        Type = ProblemTypes.NotFound,
        Title = "There is no such application.",
        Status = StatusCodes.Status404NotFound,
        Detail = $"There is no {kind} '{name}' of others in the namespace '{space}'. GET /api/v1/external-applications lists those there are.",
    });

    public static IResult ClusterAway(string why) => Result(new Problem
    {
        Type = ProblemTypes.ClusterAway,
        Title = "The cluster does not answer.",
        Status = StatusCodes.Status503ServiceUnavailable,
        Detail = $"{why} Send the request again when it does.",
    });

    public static IResult EngineAway(EngineAwayException away) => Result(new Problem
    {
        Type = ProblemTypes.EngineAway,
        Title = "The job's engine cannot be asked now.",
        Status = StatusCodes.Status503ServiceUnavailable,
        Detail = $"{away.Message} Nothing has changed; send the request again later (see Retry-After).",
    });

    public static IResult Stopping() => Result(new Problem
    {
        Type = ProblemTypes.Stopping,
        Title = "The service is stopping.",
        Status = StatusCodes.Status503ServiceUnavailable,
        Detail = "The service stopped before the answer was there. Send the request again when it is back.",
    });

    private static IResult Result(Problem problem) => Results.Json(problem, JobsWire.Json.Problem, ContentType, problem.Status);
}
