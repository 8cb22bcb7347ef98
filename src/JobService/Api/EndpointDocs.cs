using Floe.JobService.Contracts;

namespace Floe.JobService.Api;

/// <summary>What the OpenAPI document says of an endpoint. Bodies are read by hand, to tell all errors at once, so it is said here what they are.</summary>
internal static class EndpointDocs
{
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string summary, string description) => endpoint.WithSummary(summary).WithDescription(description);

    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint)
        where T : notnull => endpoint.WithMetadata(new BodyDoc(typeof(T)));

    public static RouteHandlerBuilder TakesQuery(this RouteHandlerBuilder endpoint, params string[] names) => endpoint.WithMetadata(new QueryDoc(names));

    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses) endpoint.Produces<T>(status, Json);
        return endpoint;
    }

    public static RouteHandlerBuilder GivesNothing(this RouteHandlerBuilder endpoint) => endpoint.Produces(StatusCodes.Status204NoContent);

    /// <summary>The errors of its own; those that every endpoint may give are added.</summary>
    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses.Concat([401, 403, 500, 503]).Distinct().Order()) endpoint.Produces<Problem>(status, ProblemJson);
        return endpoint;
    }
}

/// <summary>The type of a request's body.</summary>
internal sealed record BodyDoc(Type Type);

/// <summary>The query parameters of a request.</summary>
internal sealed record QueryDoc(IReadOnlyList<string> Names);
