using Floe.Iceberg.Catalog;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.Rest;

public sealed class NamespaceOperations(Database database, TimeProvider clock)
{
    /// <summary>The one property that S3 Tables lets a namespace have.</summary>
    private const string Owner = "owner";

    public Task<RestResult> ListAsync(RestRequest request, CancellationToken cancellationToken)
    {
        var page = RestPages.Parse(request);
        var found = database.Read(connection => request.Query("parent") is { Length: > 0 } parent
            ? Children(NamespaceStore.Get(connection, request.BucketArn, parent))
            : NamespaceStore.List(connection, request.BucketArn, page));
        return Task.FromResult(RestResult.Ok(
            new([.. found.Items.Select(item => (IReadOnlyList<string>)[item.Name])], found.ContinuationToken), RestJson.Default.NamespaceList));
    }

    public async Task<RestResult> CreateAsync(RestRequest request, CancellationToken cancellationToken)
    {
        var arn = request.BucketArn;
        var body = await request.ReadBodyAsync(RestJson.Default.NamespaceBody, cancellationToken);
        if (body.Namespace is not [var name])
            throw new BadRequestException($"S3 Tables has namespaces of one level; the request's has {body.Namespace?.Count ?? 0}.");
        Names.CheckNamespace(name);
        var properties = body.Properties ?? new Dictionary<string, string>();
        CheckProperties(request, properties.Keys);
        return await database.WriteAsync(connection =>
            request.Keep(connection, Answer(NamespaceStore.Create(connection, arn, name, properties, request.AccountId, clock.GetUtcNow()))));
    }

    public Task<RestResult> LoadAsync(RestRequest request, CancellationToken cancellationToken) => Task.FromResult(Answer(Get(request)));

    public Task<RestResult> ExistsAsync(RestRequest request, CancellationToken cancellationToken)
    {
        Get(request);
        return Task.FromResult(RestResult.NoContent);
    }

    public async Task<RestResult> DropAsync(RestRequest request, CancellationToken cancellationToken)
    {
        var (arn, name) = (request.BucketArn, request.Namespace);
        return await database.WriteAsync(connection =>
        {
            NamespaceStore.Delete(connection, arn, name);
            return request.Keep(connection, RestResult.NoContent);
        });
    }

    /// <summary>Lenient profile only.</summary>
    public async Task<RestResult> UpdatePropertiesAsync(RestRequest request, CancellationToken cancellationToken)
    {
        var (arn, name) = (request.BucketArn, request.Namespace);
        var body = await request.ReadBodyAsync(RestJson.Default.PropertiesUpdate, cancellationToken);
        var (removals, updates) = (body.Removals ?? [], body.Updates ?? new Dictionary<string, string>());
        if (removals.FirstOrDefault(updates.ContainsKey) is { } both)
            throw new Http.ServiceException(StatusCodes.Status422UnprocessableEntity, "UnprocessableEntityException", $"Property '{both}' is both to be set and to be removed.");
        return await database.WriteAsync(connection =>
        {
            var current = NamespaceStore.Get(connection, arn, name);
            var properties = current.Properties.Where(pair => !removals.Contains(pair.Key)).ToDictionary();
            foreach (var (key, value) in updates) properties[key] = value;
            NamespaceStore.SetProperties(connection, current, properties);
            var removed = removals.Where(current.Properties.ContainsKey).ToList();
            var answer = RestResult.Ok(new([.. updates.Keys], removed, [.. removals.Except(removed)]), RestJson.Default.PropertiesUpdated);
            return request.Keep(connection, answer);
        });
    }

    private static void CheckProperties(RestRequest request, IEnumerable<string> keys)
    {
        if (request.IsStrict && keys.FirstOrDefault(key => key != Owner) is { } key)
            throw new BadRequestException($"S3 Tables supports only the namespace property '{Owner}', not '{key}'.");
    }

    private static RestResult Answer(Namespace item) => RestResult.Ok(new([item.Name], item.Properties), RestJson.Default.NamespaceBody);

    /// <summary>None: there is one level.</summary>
    private static Page<Namespace> Children(Namespace parent) => new([], null);

    private Namespace Get(RestRequest request) => database.Read(connection => NamespaceStore.Get(connection, request.BucketArn, request.Namespace));
}
