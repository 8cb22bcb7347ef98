using Floe.JobService.Contracts;
using Floe.JobService.Engines;

namespace Floe.JobService.Api;

/// <summary>The error answers of the API.</summary>
internal static class Problems
{
    private const string ContentType = "application/problem+json";

    public static IResult Wrong(params IReadOnlyList<FieldError> errors) => Result(new Problem
    {
        Title = "The request is not valid.",
        Status = StatusCodes.Status400BadRequest,
        Detail = string.Join(" ", errors.Select(error => $"{error.Field} {error.Message} {error.Remedy}")),
        Errors = errors,
    });

    public static IResult SqlFailed(SqlFailedException error) => Result(new Problem
    {
        Title = "The SQL cannot be run.",
        Status = StatusCodes.Status400BadRequest,
        Detail = error.Message,
        Line = error.Line,
        Column = error.Column,
    });

    public static IResult NoJob(string id) => Result(new Problem
    {
        Title = "There is no such job.",
        Status = StatusCodes.Status404NotFound,
        Detail = $"No job has the id '{id}'. GET /api/v1/jobs lists those there are.",
    });

    public static IResult NoResult(string id, string why) => Result(new Problem
    {
        Title = Problem.NoResult,
        Status = StatusCodes.Status404NotFound,
        Detail = $"Job {id} {why}",
    });

    public static IResult KeyOfAnotherJob(string key, string id) => Result(new Problem
    {
        Title = "The idempotency key belongs to another job.",
        Status = StatusCodes.Status409Conflict,
        Detail = $"Idempotency-Key '{key}' came before with another body, for job {id}. Send the same body to get that job, or a new key for a new one.",
        Errors = [new FieldError("Idempotency-Key", $"belongs to job {id}, which has another body.", "Use a new key.")],
    });

    public static IResult Over(string id, JobState state) => Result(new Problem
    {
        Title = "The job is over.",
        Status = StatusCodes.Status409Conflict,
        Detail = $"Job {id} is {state} and cannot be cancelled any more.",
    });

    public static IResult Broken(string path) => Result(new Problem
    {
        Title = "The service failed.",
        Status = StatusCodes.Status500InternalServerError,
        Detail = $"{path} failed through no fault of the request. The service's log has the error; nothing was acknowledged, so the request may be sent again.",
    });

    public static IResult NoExternalApplication(string kind, string space, string name) => Result(new Problem
    {
        Title = "There is no such application.",
        Status = StatusCodes.Status404NotFound,
        Detail = $"There is no {kind} '{name}' of others in the namespace '{space}'. GET /api/v1/external-applications lists those there are.",
    });

    public static IResult ClusterAway(string why) => Result(new Problem
    {
        Title = "The cluster does not answer.",
        Status = StatusCodes.Status503ServiceUnavailable,
        Detail = $"{why} Send the request again when it does.",
    });

    public static IResult Stopping() => Result(new Problem
    {
        Title = "The service is stopping.",
        Status = StatusCodes.Status503ServiceUnavailable,
        Detail = "The service stopped before the answer was there. Send the request again when it is back.",
    });

    private static IResult Result(Problem problem) => Results.Json(problem, JobsWire.Json.Problem, ContentType, problem.Status);
}
