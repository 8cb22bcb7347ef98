using System.Text.Json;

namespace Floe.JobService.Tests.Support.Contract;

/// <summary>The service's OpenAPI document, as far as answers can be held against it.</summary>
public sealed class ApiDocument(JsonElement root)
{
    public JsonElement Root { get; } = root;

    public IEnumerable<ApiOperation> Operations =>
        from path in Root.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select new ApiOperation(operation.Name.ToUpperInvariant(), path.Name, operation.Value);

    /// <summary>Null where the document has no such path and method. A path without parameters goes before one with.</summary>
    public ApiOperation? Find(HttpMethod method, Uri uri) => Operations.Where(operation => operation.Method == method.Method && operation.Matches(uri.AbsolutePath)).MinBy(operation => operation.Path.Count(letter => letter == '{'));

    /// <summary>What of the value the schema does not allow; empty: nothing.</summary>
    public IReadOnlyList<string> Faults(JsonElement value, JsonElement schema) => [.. new SchemaValidator(Root).Faults(value, schema, "$")];
}

public sealed record ApiOperation(string Method, string Path, JsonElement Element)
{
    public string Id => Element.GetProperty("operationId").GetString()!;

    public bool Matches(string path)
    {
        var (wanted, given) = (Path.Split('/'), path.Split('/'));
        return wanted.Length == given.Length && wanted.Zip(given).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }

    /// <summary>Null where the document has no answer with this status.</summary>
    public JsonElement? Answer(int status) => Element.GetProperty("responses").TryGetProperty($"{status}", out var answer) ? answer : null;

    /// <summary>Null where the request has no body of this type.</summary>
    public JsonElement? Body(string mediaType) =>
        Element.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty(mediaType, out var media) ? media : null;
}
