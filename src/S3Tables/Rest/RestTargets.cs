using System.Text.Json;
using Floe.Iceberg.Catalog;
using Floe.S3Tables.Authorization.Requests;
using Floe.S3Tables.Client;

namespace Floe.S3Tables.Rest;

/// <summary>What a request to the catalog acts on: named by its path, its query or, for some operations, its body.</summary>
internal static class RestTargets
{
    /// <summary>Stands for a name that is in a body which is not looked at.</summary>
    private const string Unread = "*";

    /// <param name="operation">The operationId in the Iceberg REST OpenAPI.</param>
    /// <param name="request">The request.</param>
    /// <param name="body">Null where only the account matters.</param>
    /// <exception cref="BadRequestException">The body does not say what it acts on.</exception>
    public static IReadOnlyList<Target> Read(string operation, RestRequest request, ReadOnlyMemory<byte>? body)
    {
        var bucket = Bucket(operation == "getConfig" ? request.Query("warehouse") : request.Labels["prefix"]);
        return operation switch
        {
            "getConfig" or "listNamespaces" or "createNamespace" => [new TableBucketTarget(bucket)],
            "createTable" or "registerTable" => [new TableTarget(bucket, request.Namespace, Parse(body, root => [Text(root, "name")])[0])],
            "renameTable" => [.. Parse(body, root => [Named(root, "source", bucket)], new TableTarget(bucket, Unread, Unread))],
            "commitTransaction" => [.. Parse(body, root => [.. Changes(root).Select(change => Named(change, "identifier", bucket))], new TableTarget(bucket, Unread, Unread))],
            _ when request.Labels.ContainsKey("table") => [new TableTarget(bucket, request.Namespace, request.Table)],
            _ => [new TableBucketTarget(bucket, request.Namespace)],
        };
    }

    private static TableBucketArn Bucket(string? text) => TableBucketArn.TryParse(text, out var arn)
        ? arn
        : throw new BadRequestException($"'{text}' is not the ARN of a table bucket.");

    private static IReadOnlyList<string> Parse(ReadOnlyMemory<byte>? body, Func<JsonElement, IReadOnlyList<string>> read) => Parse(body, read, Unread);

    private static IReadOnlyList<T> Parse<T>(ReadOnlyMemory<byte>? body, Func<JsonElement, IReadOnlyList<T>> read, T unread)
    {
        if (body is not { } json) return [unread];
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new BadRequestException($"The request body is malformed: it does not say which table it is about. {e.Message}", e);
        }
    }

    private static JsonElement.ArrayEnumerator Changes(JsonElement root) => root.GetProperty("table-changes").EnumerateArray();

    private static TableTarget Named(JsonElement parent, string member, TableBucketArn bucket)
    {
        var identifier = parent.GetProperty(member);
        return new(bucket, string.Join('.', identifier.GetProperty("namespace").EnumerateArray().Select(level => level.GetString())), Text(identifier, "name"));
    }

    private static string Text(JsonElement parent, string member) => parent.GetProperty(member).GetString() ?? throw new JsonException($"'{member}' is null.");
}
