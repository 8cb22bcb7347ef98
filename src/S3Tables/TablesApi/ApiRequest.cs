using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client;
using Floe.S3Tables.Http;

namespace Floe.S3Tables.TablesApi;

/// <summary>A request with its path labels decoded; reads typed inputs from where the service model puts them.</summary>
public sealed partial record ApiRequest(ServiceRequest Service, IReadOnlyDictionary<string, string> Labels)
{
    private const string BucketPattern = "(arn:aws[-a-z0-9]*:[a-z0-9]+:[-a-z0-9]*:[0-9]{12}:bucket/[a-z0-9_-]{3,63})";
    private const string TablePattern =
        "(arn:aws[-a-z0-9]*:[a-z0-9]+:[-a-z0-9]*:[0-9]{12}:bucket/[a-z0-9_-]{3,63}/table/[a-zA-Z0-9-_]{1,255})";

    /// <summary>A body is small: its largest part is a policy of 20 KB or a schema.</summary>
    private const int MaxBodyLength = 4 * 1024 * 1024;

    public Caller Caller => Service.Caller;

    /// <summary>The table bucket of the path.</summary>
    public TableBucketArn Bucket => BucketArn(Labels["tableBucketARN"]);

    public string Namespace => Word("namespace");

    public string Name => Word("name");

    public string? Query(string name) => Service.Query[name];

    /// <summary>The table bucket of the query string.</summary>
    public TableBucketArn BucketOfQuery => BucketArn(Query("tableBucketARN"));

    /// <summary>The table of the query string.</summary>
    public TableArn TableOfQuery
    {
        get
        {
            var text = Query("tableArn");
            var valid = TableArn.TryParse(text, out var arn);
            new Constraints().Required(text, "tableArn").Pattern(text, "tableArn", valid, TablePattern).Check();
            return arn!;
        }
    }

    public string? VersionTokenOfQuery
    {
        get
        {
            var token = Query("versionToken");
            new Constraints().Length(token, "versionToken", 1, 2048).Check();
            return token;
        }
    }

    public static TableBucketArn BucketArn(string? text, string field = "tableBucketARN")
    {
        var valid = TableBucketArn.TryParse(text, out var arn);
        new Constraints().Required(text, field).Pattern(text, field, valid, BucketPattern).Check();
        return arn!;
    }

    /// <exception cref="CatalogException">The body is not JSON of this form.</exception>
    public async Task<T> ReadBodyAsync<T>(JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var body = await ReadBodyAsync(cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(body.Length == 0 ? "{}"u8 : body.Span, type)
                ?? throw CatalogException.Invalid("The request body must be a JSON object.");
        }
        catch (JsonException e)
        {
            var where = e.Path is { Length: > 2 } path ? $" at '{path[2..]}'" : "";
            throw CatalogException.Invalid($"The request body is not valid JSON for this operation{where}: {e.Message}");
        }
    }

    public async Task<ReadOnlyMemory<byte>> ReadBodyAsync(CancellationToken cancellationToken) =>
        await RequestBody.ReadAsync(Service.Body, MaxBodyLength, cancellationToken)
            ?? throw CatalogException.Invalid($"The request body is larger than {MaxBodyLength} bytes.");

    private string Word(string label)
    {
        var value = Labels[label];
        new Constraints().Length(value, label, 1, 255).Pattern(value, label, WordForm(), "[0-9a-z_]*").Check();
        return value;
    }

    [GeneratedRegex(@"^[0-9a-z_]*\z")]
    private static partial Regex WordForm();
}
