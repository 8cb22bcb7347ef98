using Amazon.Runtime;
using Amazon.S3;
using Floe.DataGen.Employees;
using Floe.DataGen.Upload;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Floe.DataGen.Http;

/// <summary><c>POST /generate</c>: generates and uploads, and answers when the object is there. Hanging up ends it and leaves nothing behind.</summary>
internal static class GenerateEndpoint
{
    public static void MapGenerate(this IEndpointRouteBuilder app) => app.MapPost("/generate", GenerateAsync);

    private static async Task<Results<Ok<UploadResult>, ProblemHttpResult>> GenerateAsync(
        GenerateRequest request, IAmazonS3 s3, CancellationToken cancellationToken)
    {
        if (Check(request) is { } fault) return TypedResults.Problem(fault, statusCode: StatusCodes.Status400BadRequest);

        var target = new ObjectLocation(request.Bucket ?? GenerateDefaults.Bucket, request.Key ?? GenerateDefaults.Key);
        try
        {
            await Buckets.EnsureAsync(s3, target.Bucket, cancellationToken);
            return TypedResults.Ok(await new EmployeeUpload(s3).RunAsync(new(request.Rows, request.Seed), target, cancellationToken: cancellationToken));
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException)
        {
            return TypedResults.Problem($"Writing {target} failed: {e.Message}", statusCode: StatusCodes.Status502BadGateway);
        }
    }

    private static string? Check(GenerateRequest request) => request switch
    {
        { Rows: < 1 or > EmployeeGenerator.MaxRows } => $"rows is {request.Rows}; it must be from 1 to {EmployeeGenerator.MaxRows}, because ids are INT.",
        { Bucket: { } bucket } when string.IsNullOrWhiteSpace(bucket) => "bucket is empty; name one, or leave it out.",
        { Key: { } key } when string.IsNullOrWhiteSpace(key) || key.EndsWith('/') => $"key is '{key}'; it must name an object, as {GenerateDefaults.Key} does.",
        _ => null,
    };
}
