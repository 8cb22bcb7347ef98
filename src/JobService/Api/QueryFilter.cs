using Floe.JobService.Api.Documentation;
using Floe.JobService.Contracts;

namespace Floe.JobService.Api;

/// <summary>Refuses query parameters that the endpoint does not have. Left unseen, a misspelt <c>dryRun</c> would submit.</summary>
internal sealed class QueryFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Query.Count == 0) return next(context);
        var errors = http.Request.Query.SelectMany(given => given.Value).Any(value => value?.Contains('\0', StringComparison.Ordinal) == true)
            ? [new FieldError("query", "has the character U+0000.", "Send Unicode text without it.")]
            : Unknown(http);
        return errors.Count == 0 ? next(context) : new(Problems.Wrong(errors));
    }

    private static List<FieldError> Unknown(HttpContext http)
    {
        var known = http.GetEndpoint()?.Metadata.GetMetadata<QueryDocs>() ?? QueryDocs.None;
        // Those tell it together with whatever else is wrong with their parameters.
        if (known.AreCheckedByEndpoint) return [];
        var remedy = known.Parameters.Count == 0 ? "Remove it: this request has no query parameters." : $"Remove it, or use: {string.Join(", ", known.Parameters.Select(parameter => parameter.Name))}.";
        return [.. http.Request.Query.Keys.Where(name => !known.Has(name)).Select(name => new FieldError(name, "is not a parameter of this request.", remedy))];
    }
}
