using System.Globalization;
using Floe.JobService.Api.Documentation;
using Floe.JobService.Auth;
using Floe.JobService.Contracts;
using Floe.JobService.Engines.SparkOperator;
using Floe.JobService.Kubernetes;

namespace Floe.JobService.Api;

/// <summary>What others run on the cluster, read-only. Without a cluster the list is empty.</summary>
internal static class ExternalApplicationEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        // They have no owner among this service's callers, so they are an administrator's to see.
        api.MapGet("/external-applications", List).Needs(Scopes.Admin).WithName("listExternalApplications")
            .Describe("List applications of others", "SparkApplications and ScheduledSparkApplications that were not made by this service, newest first.").TakesQuery(Queries.ExternalApplications).Gives<ExternalApplicationPage>(200).Fails();
        api.MapGet("/external-applications/{kind}/{space}/{name}", GetAsync).Needs(Scopes.Admin).WithName("getExternalApplication")
            .Describe("Get an application of others", "With its manifest and status, as the cluster has them.").Gives<ExternalApplication>(200).Fails(404);
    }

    private static IResult List(HttpRequest request, IServiceProvider services)
    {
        var all = services.GetService<ExternalApplications>()?.List() ?? [];
        if (request.Query["namespace"] is [{ } space, ..]) all = [.. all.Where(shown => shown.Namespace == space)];
        var (start, limit) = (Number(request, "cursor", 0, int.MaxValue, 0), Number(request, "limit", 1, MaxLimit, DefaultLimit));
        var next = start + limit < all.Count ? (start + limit).ToString(CultureInfo.InvariantCulture) : null;
        return Results.Json(new ExternalApplicationPage([.. all.Skip(start).Take(limit)], next), JobsWire.Json.ExternalApplicationPage);
    }

    private static async Task<IResult> GetAsync(string kind, string space, string name, IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            return services.GetService<ExternalApplications>() is { } external && await external.FindAsync(kind, space, name, cancellationToken) is { } found
                ? Results.Json(found, JobsWire.Json.ExternalApplication)
                : Problems.NoExternalApplication(kind, space, name);
        }
        catch (KubernetesException e)
        {
            return Problems.ClusterAway(e.Message);
        }
    }

    private static int Number(HttpRequest request, string name, int min, int max, int other)
    {
        if (request.Query[name] is not [{ } text, ..]) return other;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new BadRequestException(new FieldError(name, $"is '{text}'.", name == "cursor" ? "Use nextCursor of the page before." : $"Use a whole number from {min} to {max}."));
    }
}
