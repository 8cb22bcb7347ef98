using Floe.JobService.Api.Documentation;
using Floe.JobService.Auth;
using Floe.JobService.Contracts;
using Floe.JobService.Dispatch;

namespace Floe.JobService.Api;

/// <summary>What can be done with a job that is there: cancel, retry, suspend, resume.</summary>
internal static class JobActionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/jobs/{id}/cancel", CancelAsync).Describe("Cancel a job", "Returns once the wish is durable; a running job ends a little later.").Action("cancelJob");
        api.MapPost("/jobs/{id}/retry", RetryAsync).Describe("Run a job again", "A new attempt at a job that failed, was cancelled or is lost.").Action("retryJob");
        api.MapPost("/jobs/{id}/suspend", SuspendAsync).Describe("Suspend a job", "Holds a job that waits. One that runs is held only where its engine can.").Action("suspendJob");
        api.MapPost("/jobs/{id}/resume", ResumeAsync).Describe("Resume a job", "Lets a suspended job wait for its turn, or go on.").Action("resumeJob");
    }

    private static void Action(this RouteHandlerBuilder endpoint, string name) => endpoint.Needs(Scopes.Submit).WithName(name).Gives<JobDetails>(202).Fails(404, 409);

    private static async Task<IResult> CancelAsync(string id, HttpContext http, JobAccess access, JobSubmission submission, JobAnswers answers, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(http, id, cancellationToken) is null || await submission.CancelAsync(id, cancellationToken) is not { } move) return Problems.NoJob(id);
        // Asking twice is no error: the second answer may be to a caller that lost the first.
        return move.State is JobState.Cancelling or JobState.Cancelled
            ? await answers.NowAsync(id, StatusCodes.Status202Accepted, cancellationToken)
            : Problems.Over(id, move.State, "cancelled");
    }

    private static async Task<IResult> RetryAsync(string id, HttpContext http, JobAccess access, JobSubmission submission, JobAnswers answers, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(http, id, cancellationToken) is null || await submission.RetryAsync(id, cancellationToken) is not { } move) return Problems.NoJob(id);
        if (move.Moved) return await answers.NowAsync(id, StatusCodes.Status202Accepted, cancellationToken);
        return move.State == JobState.Succeeded
            ? Problems.WrongState(id, "succeeded. Submit it again to do its work a second time.")
            : Problems.WrongState(id, $"is {move.State}. It can be retried when it has failed, is cancelled or lost.");
    }

    private static async Task<IResult> SuspendAsync(string id, HttpContext http, JobAccess access, JobSubmission submission, JobAnswers answers, CancellationToken cancellationToken) =>
        await access.FindAsync(http, id, cancellationToken) is null
            ? Problems.NoJob(id)
            : await AnswerAsync(id, await submission.SuspendAsync(id, cancellationToken), "suspended", answers, cancellationToken);

    private static async Task<IResult> ResumeAsync(string id, HttpContext http, JobAccess access, JobSubmission submission, JobAnswers answers, CancellationToken cancellationToken) =>
        await access.FindAsync(http, id, cancellationToken) is null
            ? Problems.NoJob(id)
            : await AnswerAsync(id, await submission.ResumeAsync(id, cancellationToken), "resumed", answers, cancellationToken);

    private static async Task<IResult> AnswerAsync(string id, SuspendAnswer answer, string what, JobAnswers answers, CancellationToken cancellationToken) => answer.Result switch
    {
        SuspendResult.Done => await answers.NowAsync(id, StatusCodes.Status202Accepted, cancellationToken),
        SuspendResult.WrongState => Problems.Over(id, answer.State, what),
        SuspendResult.EngineCannot => Problems.WrongState(
            id, $"is {answer.State} on the engine '{answer.Engine}', which cannot hold a run. Let it end, or cancel it and retry it later."),
        _ => Problems.NoJob(id),
    };
}
