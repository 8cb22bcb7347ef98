using Floe.JobService.Auth;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Floe.JobService.Api;

/// <summary>What the OpenAPI document says beyond what the framework finds by itself: bodies, query parameters, headers, and how callers are known.</summary>
internal static class OpenApiDocs
{
    private const string Key = "apiKey";
    private const string Token = "bearer";

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "Floe job service",
                Version = "v1",
                Description = "Spark jobs and SQL over Amazon S3 Tables: submit, follow, stop, repeat, schedule. Errors are application/problem+json (RFC 9457) with all faults at once.",
            };
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-Api-Key" },
                [Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key, or a JSON Web Token with the scopes submit, read or admin." },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeAsync);
    }

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<BodyDoc>().FirstOrDefault() is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(body.Type, null, cancellationToken) } },
            };
        }
        operation.Parameters ??= [];
        foreach (var name in metadata.OfType<QueryDoc>().SelectMany(query => query.Names)) operation.Parameters.Add(Text(name, ParameterLocation.Query));
        if (operation.OperationId is "submitJob" or "submitTemplateJob") operation.Parameters.Add(Text(IdempotencyKey.Header, ParameterLocation.Header));
        if (metadata.OfType<RequiredScope>().FirstOrDefault() is not { } scope) return;
        operation.Description = $"{operation.Description} Needs the scope {ScopeNames.Write(scope.Scope)}.";
        operation.Security = [Requirement(Key, context.Document), Requirement(Token, context.Document)];
    }

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiDocument? document) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };

    private static OpenApiParameter Text(string name, ParameterLocation place) => new() { Name = name, In = place, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
