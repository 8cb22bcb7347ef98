using System.Text.Json.Nodes;
using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios;

/// <summary>
/// What a scenario plays on: the client under test, and the house client that sets the stage. Names are the scene's own, so scenes run side by side.
/// </summary>
internal sealed class Scene(IClient client, IClient house, Uri endpoint, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly string _id = Guid.NewGuid().ToString("N")[..12];
    private readonly HashSet<string> _called = [];
    private readonly List<string> _tableBuckets = [];
    private int _names;

    public Uri Endpoint => endpoint;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>The operations the client under test has been asked for.</summary>
    public IReadOnlySet<string> Called => _called;

    /// <summary>Calls an operation by the client under test; it must succeed.</summary>
    public Task<JsonObject> Do(string operation, object input) => SucceedAsync(Request(operation, input));

    /// <summary>Lets the client under test walk all pages with its own paginator.</summary>
    public Task<JsonObject> DoAllPages(string operation, object input, int pageSize) =>
        SucceedAsync(Request(operation, input) with { Action = ClientAction.Paginate, PageSize = pageSize });

    /// <summary>An address by which anyone may do the operation, made by the client under test.</summary>
    public async Task<Uri> Presign(string operation, object input, KeyPair? keys = null)
    {
        var answer = await SucceedAsync(Request(operation, input) with { Action = ClientAction.Presign, Keys = keys ?? KeyPair.Default });
        return new(answer.Text("Url"));
    }

    /// <summary>A form by which anyone may upload what its policy allows, made by the client under test: its address and fields.</summary>
    public async Task<(Uri Url, IReadOnlyList<(string Name, string Value)> Fields)> PresignPost(object input)
    {
        var answer = await SucceedAsync(Request("PostObject", input) with { Action = ClientAction.PresignPost });
        return (new(answer.Text("Url")), [.. answer["Fields"]!.AsObject().Select(field => (field.Key, field.Value!.GetValue<string>()))]);
    }

    /// <summary>Calls an operation by the client under test; the service must refuse it with this error.</summary>
    public async Task<ClientError> Refused(string operation, object input, string code, int status, KeyPair? keys = null)
    {
        var error = await FailAsync(Request(operation, input) with { Keys = keys ?? KeyPair.Default });
        Assert.True(error.Code == code, $"{operation} was refused with {error}, where {code} is right.");
        Assert.True(error.Status is null || error.Status == status, $"{operation} was refused with {error}, where {status} is right.");
        return error;
    }

    /// <summary>As <see cref="Refused"/> for answers without a body (HEAD, 304), of which each client makes a name of its own.</summary>
    public async Task RefusedWithoutBody(string operation, object input, int status)
    {
        var error = await FailAsync(Request(operation, input));
        Assert.True(error.Status == status, $"{operation} was refused with {error}, where {status} is right.");
    }

    /// <summary>Sets the stage: by the house client, whoever is under test.</summary>
    public async Task<JsonObject> Arrange(string operation, object input)
    {
        var answer = await house.SendAsync(new(Services.Of(operation), operation, Json.Of(input)), cancellationToken);
        NotOfferedException.ThrowIf(answer.Error);
        return answer.Output ?? throw new InvalidOperationException($"The stage could not be set: {operation} {Json.Of(input).ToJsonString()} answered {answer.Error}");
    }

    /// <summary>A name no other scene uses, good for buckets and table buckets.</summary>
    public string NewName(string what) => $"floe-{what}-{_id}-{++_names}";

    public async Task<string> NewBucket()
    {
        var bucket = NewName("bucket");
        await Arrange("CreateBucket", new { Bucket = bucket });
        return bucket;
    }

    /// <summary>A name for a table bucket that the scenario makes itself; it is cleared away with the scene, for there may be ten at a time.</summary>
    public string NewTableBucketName(string what = "lake")
    {
        var name = NewName(what);
        _tableBuckets.Add(name);
        return name;
    }

    /// <summary>The ARN of a new table bucket.</summary>
    public async Task<string> NewTableBucket() => (await Arrange("CreateTableBucket", new { name = NewTableBucketName() })).Text("arn");

    /// <summary>A table in a new table bucket.</summary>
    public async Task<SceneTable> NewTable(bool withMetadata = true)
    {
        var bucket = await NewTableBucket();
        await Arrange("CreateNamespace", new { tableBucketARN = bucket, @namespace = new[] { "sales" } });
        return await NewTable(bucket, "sales", "orders", withMetadata);
    }

    public async Task<SceneTable> NewTable(string bucket, string @namespace, string name, bool withMetadata = true)
    {
        var created = await Arrange("CreateTable", new { tableBucketARN = bucket, @namespace, name, format = "ICEBERG", metadata = withMetadata ? Samples.Metadata : null });
        var place = await Arrange("GetTableMetadataLocation", new { tableBucketARN = bucket, @namespace, name });
        return new(bucket, @namespace, name, created.Text("tableARN"), created.Text("versionToken"), place.Text("warehouseLocation"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _tableBuckets) await TableBuckets.ClearAwayAsync(Arrange, name);
    }

    private ClientRequest Request(string operation, object input)
    {
        _called.Add(operation);
        return new(Services.Of(operation), operation, Json.Of(input));
    }

    private async Task<JsonObject> SucceedAsync(ClientRequest request)
    {
        var answer = await client.SendAsync(request, cancellationToken);
        NotOfferedException.ThrowIf(answer.Error);
        if (answer.Output is null) Assert.Fail($"{request.Operation} was refused with {answer.Error}. It was asked for {Short(request.Input)}");
        return answer.Output;
    }

    private async Task<ClientError> FailAsync(ClientRequest request)
    {
        var answer = await client.SendAsync(request, cancellationToken);
        if (answer.Error is null) Assert.Fail($"{request.Operation} succeeded with {Short(answer.Output!)}, where a refusal is right. It was asked for {Short(request.Input)}");
        return answer.Error;
    }

    private static string Short(JsonObject json) => json.ToJsonString() is { Length: > 500 } text ? text[..500] : json.ToJsonString();
}
