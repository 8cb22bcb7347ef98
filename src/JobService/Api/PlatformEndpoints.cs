using Floe.JobService.Api.Documentation;
using Floe.JobService.Auth;
using Floe.JobService.Contracts;
using Floe.ServiceDefaults.Aws;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Floe.JobService.Api;

/// <summary><c>GET /api/v1/platform</c>: where S3 and S3 Tables are. No credentials.</summary>
internal static class PlatformEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/platform", Get).Needs(Scopes.Read).WithName("getPlatform")
        .Describe("Where S3 and S3 Tables are", "For clients that were given only this service's address. No credentials.").Gives<PlatformInfo>(200).Fails();

    private static JsonHttpResult<PlatformInfo> Get(AwsSettings aws) =>
        TypedResults.Json(new PlatformInfo(aws.Region, aws.S3Endpoint, aws.S3TablesEndpoint), JobsWire.Json.PlatformInfo);
}
