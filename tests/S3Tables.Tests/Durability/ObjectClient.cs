using System.Net;
using Floe.S3Tables.Tests.Storage;

namespace Floe.S3Tables.Tests.Durability;

/// <summary>Puts, replaces and deletes a few keys of its own, and reads them in between.</summary>
internal sealed class ObjectClient(int number, int seed) : IClientUnderKill
{
    public const string Bucket = "crash";

    private readonly Random _random = new(seed);
    private readonly KeyModel[] _keys = [.. Enumerable.Range(0, 6).Select(i => new KeyModel($"objects-{number}/{i}"))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task PrepareAsync(ServiceProcess service) => Task.CompletedTask;

    public async Task RunAsync(ServiceProcess service, KillSwitch kill)
    {
        using var client = service.NewClient();
        await kill.RunUntilThrownAsync(() =>
        {
            var key = _keys[_random.Next(_keys.Length)];
            return _random.Next(5) switch
            {
                0 => DeleteAsync(client, key),
                1 => ReadAsync(client, key),
                _ => PutAsync(client, key),
            };
        });
    }

    public async Task CheckAsync(ServiceProcess service)
    {
        using var client = service.NewClient();
        foreach (var key in _keys) key.CheckAndAdopt(await ReadAsync(client, key));
    }

    private async Task PutAsync(HttpClient client, KeyModel key)
    {
        var content = _random.Next();
        key.Attempt(content);
        using var response = await client.PutAsync($"{Bucket}/{key.Key}", new ByteArrayContent(Content.Of(content)), Token);
        response.EnsureSuccessStatusCode();
        key.Acknowledge();
    }

    private static async Task DeleteAsync(HttpClient client, KeyModel key)
    {
        key.Attempt(null);
        using var response = await client.DeleteAsync($"{Bucket}/{key.Key}", Token);
        response.EnsureSuccessStatusCode();
        key.Acknowledge();
    }

    private static async Task<int?> ReadAsync(HttpClient client, KeyModel key)
    {
        using var response = await client.GetAsync($"{Bucket}/{key.Key}", Token);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        response.EnsureSuccessStatusCode();
        return Content.SeedOf(await response.Content.ReadAsByteArrayAsync(Token));
    }
}
