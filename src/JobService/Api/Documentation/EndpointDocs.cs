using Floe.JobService.Contracts;

namespace Floe.JobService.Api.Documentation;

/// <summary>What the OpenAPI document says of an endpoint. Bodies are read by hand, to tell all errors at once, so it is said here what they are.</summary>
internal static class EndpointDocs
{
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    /// <summary>What any request can meet: a wrong query, no credentials that count, too few rights, a defect, a store that is away.</summary>
    private static readonly int[] Always = [400, 401, 403, 500, 503];

    /// <summary>What any body can meet: too many bytes, and a form that is not taken.</summary>
    private static readonly int[] WithBody = [413, 415];

    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string summary, string description) => endpoint.WithSummary(summary).WithDescription(description);

    /// <param name="endpoint">The endpoint.</param>
    /// <param name="example">A body that is accepted as it is.</param>
    /// <param name="yaml">True where a SparkApplication in YAML is taken as well.</param>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint, string example, bool yaml = false)
        where T : notnull => endpoint.WithMetadata(new BodyDoc(typeof(T), example, yaml)).FailsWith(WithBody);

    public static RouteHandlerBuilder TakesQuery(this RouteHandlerBuilder endpoint, params IReadOnlyList<QueryDoc> parameters) => endpoint.WithMetadata(new QueryDocs(parameters));

    public static RouteHandlerBuilder TakesQuery(this RouteHandlerBuilder endpoint, QueryDocs query) => endpoint.WithMetadata(query);

    public static RouteHandlerBuilder TakesHeader(this RouteHandlerBuilder endpoint, string name, string description) => endpoint.WithMetadata(new HeaderDoc(null, name, description));

    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses) endpoint.Produces<T>(status, Json);
        return endpoint;
    }

    /// <summary>Everything about a submit that is the same for all forms of it.</summary>
    public static RouteHandlerBuilder Submits(this RouteHandlerBuilder endpoint) => endpoint.Gives<JobDetails>(200, 202).WithMetadata(new DryRunDoc())
        .TakesHeader(IdempotencyKey.Header, "1 to 255 visible ASCII characters. The same key with the same body gives the same job (200), with another body 409.")
        .Means(200, "The job that came before with this Idempotency-Key; or, with dryRun=true, what would run: all of it, the SparkApplication alone as YAML, or the command line alone as text.")
        .Means(202, "The job is on disk.")
        .GivesHeader(200, "Location", "Path of the job.").GivesHeader(202, "Location", "Path of the job.");

    public static RouteHandlerBuilder GivesNothing(this RouteHandlerBuilder endpoint) => endpoint.Produces(StatusCodes.Status204NoContent);

    /// <summary>What an answer means, where the status alone does not say it.</summary>
    public static RouteHandlerBuilder Means(this RouteHandlerBuilder endpoint, int status, string description) => endpoint.WithMetadata(new AnswerDoc(status, description));

    public static RouteHandlerBuilder GivesHeader(this RouteHandlerBuilder endpoint, int status, string name, string description) => endpoint.WithMetadata(new HeaderDoc(status, name, description));

    /// <summary>The errors of its own; those that every endpoint may give are added.</summary>
    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder endpoint, params int[] statuses) => endpoint.FailsWith([.. statuses, .. Always]);

    private static RouteHandlerBuilder FailsWith(this RouteHandlerBuilder endpoint, int[] statuses)
    {
        foreach (var status in statuses.Distinct()) endpoint.Produces<Problem>(status, ProblemJson);
        return endpoint;
    }
}

/// <summary>A request's body.</summary>
internal sealed record BodyDoc(Type Type, string Example, bool IsYamlToo);

/// <summary>A header of the request, or of the answer with this status.</summary>
internal sealed record HeaderDoc(int? Status, string Name, string Description);

/// <summary>What an answer with this status means.</summary>
internal sealed record AnswerDoc(int Status, string Description);

/// <summary>The endpoint can also show what would be; the answer is another then.</summary>
internal sealed record DryRunDoc;
