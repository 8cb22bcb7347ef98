using System.Text;
using Floe.JobService.Api.Documentation;
using Floe.JobService.Auth;
using Floe.JobService.Contracts;
using Floe.JobService.Dispatch;
using Floe.JobService.Store;

namespace Floe.JobService.Api;

/// <summary>Jobs: submit, list, get, result.</summary>
internal static class JobEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/jobs", SubmitAsync).Needs(Scopes.Submit).WithName("submitJob").Describe("Submit a job", "One durable row, then 202. The same Idempotency-Key with the same body gives the same job (200). dryRun=true stores nothing and shows what would run.")
            .TakesQuery(Queries.DryRun).Takes<JobDefinition>(Examples.Job, yaml: true).Submits().Fails(409, 429);
        api.MapGet("/jobs", ListAsync).Needs(Scopes.Read).WithName("listJobs").Describe("List jobs", "Own jobs; everybody's with the scope admin. Pages by cursor.")
            .TakesQuery(Queries.Jobs).Gives<JobPage>(200).Fails();
        api.MapGet("/jobs/{id}", GetAsync).Needs(Scopes.Read).WithName("getJob").Describe("Get a job", "With attempts, history, what it waits for, and links.").Gives<JobDetails>(200).Fails(404);
        api.MapGet("/jobs/{id}/result", ResultAsync).Needs(Scopes.Read).WithName("getJobResult").Describe("Get the result rows of a job", "Rows of the last SELECT of a job that succeeded.")
            .Gives<Floe.Engine.ResultSet>(200).Fails(404);
    }

    private static async Task<IResult> SubmitAsync(HttpContext http, JobSubmission submission, DryRunAnswers dryRuns, JobAnswers answers, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.Read(http.Request);
        var definition = await JobDefinitionReader.ReadAsync(http.Request, cancellationToken);
        if (DryRunAnswers.IsAsked(http.Request)) return await dryRuns.OfAsync(http.Request, definition, cancellationToken);
        if (await submission.CheckAsync(definition, cancellationToken) is { Count: > 0 } errors) return Problems.Wrong(errors);
        var accepted = await submission.SubmitAsync(definition, new SubmitContext(Caller.Of(http).Name, key), cancellationToken);
        return await answers.AcceptedAsync(http, definition, accepted, key, cancellationToken);
    }

    private static async Task<IResult> ListAsync(HttpContext http, JobList list, CancellationToken cancellationToken)
    {
        var page = ListQuery.Read(http.Request.Query, Caller.Of(http));
        // One more than the limit tells that there is a next page.
        var jobs = await list.ReadAsync(page with { Limit = page.Limit + 1 }, cancellationToken);
        var next = jobs.Count > page.Limit ? ListQuery.CursorAfter(jobs[page.Limit - 1].Number, page.OldestFirst) : null;
        return Results.Json(new JobPage([.. jobs.Take(page.Limit).Select(job => job.Summary)], next), JobsWire.Json.JobPage);
    }

    private static async Task<IResult> GetAsync(string id, HttpContext http, JobAccess access, JobAnswers answers, CancellationToken cancellationToken) =>
        await access.FindAsync(http, id, cancellationToken) is null ? Problems.NoJob(id) : await answers.NowAsync(id, StatusCodes.Status200OK, cancellationToken);

    private static async Task<IResult> ResultAsync(string id, HttpContext http, JobAccess access, JobQueries queries, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(http, id, cancellationToken) is not { } standing) return Problems.NoJob(id);
        if (standing.State == JobState.Succeeded && await queries.FindResultAsync(id, cancellationToken) is { } rows) return Results.Text(rows, "application/json", Encoding.UTF8);
        return Problems.NoResult(id, standing.State switch
        {
            JobState.Succeeded => "succeeded, but its script has no SELECT.",
            JobState.Failed or JobState.Cancelled or JobState.Lost => $"is {standing.State}; only a job that succeeded has result rows.",
            _ => $"is {standing.State}; its result is there when it has succeeded.",
        });
    }
}
