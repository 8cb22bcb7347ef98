using Floe.JobService.Api.Documentation;
using Floe.JobService.Auth;
using Floe.JobService.Contracts;
using Floe.JobService.Store;

namespace Floe.JobService.Api;

/// <summary>API keys that are made at run time.</summary>
internal static class KeyEndpoints
{
    private const int MaxOwner = 100;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/keys", ListAsync).Needs(Scopes.Admin).WithName("listKeys").Describe("List API keys", "Without their secrets, which are not kept.").Gives<KeyList>(200).Fails();
        api.MapPost("/keys", CreateAsync).Needs(Scopes.Admin).WithName("createKey").Describe("Make an API key", "The answer is the only place where the key stands.")
            .Takes<KeyRequest>(Examples.Key).Gives<NewKey>(201).Fails();
        api.MapDelete("/keys/{id}", DeleteAsync).Needs(Scopes.Admin).WithName("deleteKey").Describe("Delete an API key", "It does not count from the next request on.").GivesNothing().Fails(404);
    }

    private static async Task<IResult> ListAsync(KeyStore keys, CancellationToken cancellationToken) =>
        Results.Json(new KeyList([.. (await keys.ListAsync(cancellationToken)).Select(Summary)]), JobsWire.Json.KeyList);

    private static async Task<IResult> CreateAsync(HttpRequest request, KeyStore keys, TimeProvider time, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var owner = body.RequiredString("owner", "Send whose key it is.");
        if (owner.Length > MaxOwner) body.AddOf("owner", $"has {owner.Length} characters.", $"Send at most {MaxOwner}.");
        var scopes = body.List("scopes", ScopeNames.Rule) ?? [];
        if (scopes.Count == 0 && !body.IsWrong("scopes")) body.AddOf("scopes", "is missing.", ScopeNames.Rule);
        foreach (var scope in scopes.Where(scope => !ScopeNames.IsKnown(scope))) body.AddOf("scopes", $"has '{scope}'.", ScopeNames.Rule);
        body.ThrowIfWrong();
        var (id, key) = ApiKey.New();
        var record = new KeyRecord { Id = id, Owner = owner, Hash = Convert.ToHexStringLower(ApiKey.Hash(key)), Scopes = ScopeNames.Write(ScopeNames.Read(scopes)), CreatedAt = time.Now() };
        await keys.AddAsync(record, cancellationToken);
        return Results.Json(new NewKey(id, owner, ScopeNames.List(ScopeNames.Read(record.Scopes)), record.CreatedAt, key), JobsWire.Json.NewKey, statusCode: 201);
    }

    private static async Task<IResult> DeleteAsync(string id, KeyStore keys, CancellationToken cancellationToken) =>
        await keys.DeleteAsync(id, cancellationToken) ? Results.NoContent() : Problems.NoSuch("key", id, "/api/v1/keys");

    private static KeySummary Summary(KeyRecord key) => new(key.Id, key.Owner, ScopeNames.List(ScopeNames.Read(key.Scopes)), key.CreatedAt);
}
