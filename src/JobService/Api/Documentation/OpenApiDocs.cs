using System.Text.Json.Nodes;
using Floe.JobService.Auth;
using Floe.JobService.Contracts;
using Floe.JobService.Contracts.SparkApplications;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Floe.JobService.Api.Documentation;

/// <summary>What the OpenAPI document says beyond what the framework finds by itself: bodies, parameters, headers, errors, and how callers are known.</summary>
internal static class OpenApiDocs
{
    private const string Key = "apiKey";
    private const string Token = "bearer";
    private const string Json = "application/json";

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeAsync);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            SchemaDocs.Mend(schema, context.JsonTypeInfo);
            return Task.CompletedTask;
        });
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "Floe job service",
            Version = "v1",
            Description = "Spark jobs and SQL over Amazon S3 Tables: submit, follow, stop, repeat, schedule. Errors are application/problem+json (RFC 9457) with all faults at once. "
                + "Members of answers that have no value are left out. Times are UTC.",
        };
        // Joined with paths that begin with a slash.
        foreach (var server in document.Servers ?? []) server.Url = server.Url?.TrimEnd('/');
        document.Tags = new HashSet<OpenApiTag>(Tags.All.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-Api-Key", Description = "An API key. A service without keys and tokens needs none and answers only its own machine." },
            [Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key, or a JSON Web Token with the scopes submit, read or admin." },
        };
    }

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<BodyDoc>().FirstOrDefault() is { } body) operation.RequestBody = await BodyAsync(body, context, cancellationToken);
        operation.Parameters ??= [];
        foreach (var path in operation.Parameters.OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Path)) path.Description ??= PathDocs.Of(operation.OperationId!, path.Name!);
        foreach (var query in metadata.OfType<QueryDocs>().SelectMany(query => query.Parameters)) operation.Parameters.Add(query.ToParameter());
        foreach (var header in metadata.OfType<HeaderDoc>().Where(header => header.Status is null))
            operation.Parameters.Add(new OpenApiParameter { Name = header.Name, In = ParameterLocation.Header, Description = header.Description, Schema = Text() });
        AnswerDocs.Describe(operation, metadata);
        if (metadata.OfType<DryRunDoc>().Any()) operation.Responses!["200"] = await DryRunAsync(operation.Responses["200"], context, cancellationToken);
        if (metadata.OfType<RequiredScope>().FirstOrDefault() is not { } scope) return;
        operation.Description = $"{operation.Description} Needs the scope {ScopeNames.Write(scope.Scope)}.";
        operation.Security = [Requirement(Key, context.Document), Requirement(Token, context.Document)];
        // An empty requirement says that none is needed (OpenAPI 3.1, "Security Requirement Object").
        if (context.ApplicationServices.GetRequiredService<Authenticator>().IsOpen) operation.Security.Add(new OpenApiSecurityRequirement());
    }

    private static async Task<OpenApiRequestBody> BodyAsync(BodyDoc body, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var content = new Dictionary<string, OpenApiMediaType>
        {
            [Json] = new() { Schema = await ReferenceAsync(body.Type, context, cancellationToken), Example = JsonNode.Parse(body.Example) },
        };
        if (body.IsYamlToo)
        {
            var manifest = await ReferenceAsync(typeof(SparkApplication), context, cancellationToken);
            content[Json].Schema = new OpenApiSchema { AnyOf = [content[Json].Schema!, manifest] };
            content["application/yaml"] = new() { Schema = manifest, Example = Examples.Manifest };
        }
        return new() { Required = true, Content = content };
    }

    private static async Task<OpenApiResponse> DryRunAsync(IOpenApiResponse submitted, OpenApiOperationTransformerContext context, CancellationToken cancellationToken) => new()
    {
        Description = submitted.Description,
        Headers = submitted.Headers,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [Json] = new()
            {
                Schema = new OpenApiSchema { OneOf = [await ReferenceAsync(typeof(JobDetails), context, cancellationToken), await ReferenceAsync(typeof(DryRunResult), context, cancellationToken)] },
            },
            ["application/yaml"] = new() { Schema = Text() },
            ["text/plain"] = new() { Schema = Text() },
        },
    };

    /// <summary>A schema by its name among the components, so that generated clients have one type for it.</summary>
    private static async Task<IOpenApiSchema> ReferenceAsync(Type type, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        context.Document!.AddComponent(type.Name, await context.GetOrCreateSchemaAsync(type, null, cancellationToken));
        return new OpenApiSchemaReference(type.Name, context.Document);
    }

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiDocument? document) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
