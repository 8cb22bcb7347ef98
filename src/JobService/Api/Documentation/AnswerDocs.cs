using Microsoft.OpenApi;

namespace Floe.JobService.Api.Documentation;

/// <summary>Describes answers: what each status means, and the headers that come with it.</summary>
internal static class AnswerDocs
{
    private const string RetryAfter = "Seconds after which the request is worth another try.";

    private static readonly Dictionary<string, string> Meanings = new Dictionary<string, string>
    {
        ["204"] = "Done.",
        ["400"] = "Something is wrong with the request; `errors` has all of it, each with path, fault and remedy.",
        ["401"] = "No API key or token came, or none that counts.",
        ["403"] = "The key or token lacks the scope, or an open service was asked by another machine's page or name.",
        ["404"] = "There is none that the caller may see.",
        ["409"] = "The state of things does not allow it.",
        ["410"] = "The log was archived, and the archive does not have it any more.",
        ["413"] = "The body is too large.",
        ["415"] = "The body is in a form that is not taken.",
        ["429"] = "The queue is full.",
        ["500"] = "A defect of the service; its log has the error.",
        ["503"] = "The store, or what else the request needs, is away for now.",
    };

    public static void Describe(OpenApiOperation operation, IList<object> metadata)
    {
        foreach (var (status, answer) in operation.Responses!)
        {
            if (answer is not OpenApiResponse response) continue;
            if (metadata.OfType<AnswerDoc>().FirstOrDefault(doc => $"{doc.Status}" == status) is { } said) response.Description = said.Description;
            else if (Meanings.TryGetValue(status, out var meaning)) response.Description = meaning;
            foreach (var header in metadata.OfType<HeaderDoc>().Where(header => $"{header.Status}" == status)) Add(response, header.Name, header.Description, JsonSchemaType.String);
            if (status is "429" or "503") Add(response, "Retry-After", RetryAfter, JsonSchemaType.Integer);
            if (status is "401") Add(response, "WWW-Authenticate", "Bearer.", JsonSchemaType.String);
        }
    }

    private static void Add(OpenApiResponse response, string name, string description, JsonSchemaType type)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        response.Headers[name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = type } };
    }
}
