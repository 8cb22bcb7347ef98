using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Floe.Iceberg.Catalog;
using Floe.S3Tables.Client;
using Floe.S3Tables.Http;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Rest;

/// <summary>A request to the catalog with its path labels decoded.</summary>
public sealed record RestRequest(ServiceRequest Service, IReadOnlyDictionary<string, string> Labels, RestProfile Profile)
{
    /// <summary>Between the levels of a namespace in a path (REST specification).</summary>
    private const char LevelSeparator = '\u001f';

    /// <summary>A commit carries snapshots, not the whole metadata; its limit is that of metadata.</summary>
    private const int MaxBodyLength = 50 * 1024 * 1024;

    /// <summary>Where the answer is to be kept; null where the request has no idempotency key.</summary>
    public IdempotentAnswer? Answer { get; init; }

    public bool IsStrict => Profile == RestProfile.Strict;

    public string AccountId => Service.Caller.AccountId;

    /// <summary>The prefix is the table bucket's ARN, URL-encoded.</summary>
    public string BucketArn => TableBucketArn.TryParse(Labels["prefix"], out var arn)
        ? arn.ToString()
        : throw new BadRequestException($"The prefix '{Labels["prefix"]}' is not the ARN of a table bucket.");

    public string Namespace => Labels["namespace"] is var name && name.Contains(LevelSeparator)
        ? throw new NoSuchNamespaceException($"Namespace does not exist: {name.Replace(LevelSeparator, '.')}. S3 Tables has namespaces of one level.")
        : name;

    public string Table => Labels["table"];

    public string? Query(string name) => Service.Query[name];

    /// <summary>Keeps the answer, where it may be asked for again, in the transaction of the change.</summary>
    public RestResult Keep(SqliteConnection connection, RestResult answer)
    {
        Answer?.Keep(connection, answer);
        return answer;
    }

    /// <exception cref="BadRequestException">The body is larger than a commit can be.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadBodyAsync(CancellationToken cancellationToken) =>
        await RequestBody.ReadAsync(Service.Body, MaxBodyLength, cancellationToken)
            ?? throw new BadRequestException($"The request body is larger than {MaxBodyLength} bytes.");

    /// <exception cref="BadRequestException">The body is not JSON of this form.</exception>
    public async Task<T> ReadBodyAsync<T>(JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var body = await ReadBodyAsync(cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(body.Span, type) ?? throw new BadRequestException("The request body must be a JSON object.");
        }
        catch (JsonException e)
        {
            throw new BadRequestException($"The request body is malformed: {e.Message}", e);
        }
    }
}
