using System.Net;
using Floe.Testing;

namespace Floe.S3Tables.Tests.Durability;

public sealed class FullDiskTests
{
    private const int Disk = 24;
    private const int Ballast = 8 << 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_refuses_writes_with_its_reason_keeps_what_is_stored_and_goes_on_when_there_is_space()
    {
        using var disk = SmallDisk.MountOrSkip(Disk);
        var ballast = Path.Combine(disk.Path, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[Ballast], Token);
        var log = new CollectedLog();
        var stored = new List<int>();
        await using (var service = await ServiceOnDisk.StartAsync(disk, log))
        {
            var client = service.S3;
            (await client.PutAsync("full", null, Token)).EnsureSuccessStatusCode();
            var (status, body) = await FillAsync(client, stored);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.Contains("<Code>ServiceUnavailable</Code>", body);
            Assert.Contains(log.Errors, line => line.Contains("space left", StringComparison.OrdinalIgnoreCase) || line.Contains("full", StringComparison.OrdinalIgnoreCase));
            await AssertStoredAsync(client, stored);

            File.Delete(ballast);
            await PutAsync(client, stored, stored.Count);
            await AssertStoredAsync(client, stored);
        }
        // The store opens again with all of it.
        await using var again = await ServiceOnDisk.StartAsync(disk, log);
        await AssertStoredAsync(again.S3, stored);
    }

    private static async Task<(HttpStatusCode Status, string Body)> FillAsync(HttpClient client, List<int> stored)
    {
        // An object is at least one byte, so the disk is full after at most as many as it has bytes: in fact after some hundred.
        for (var seed = 0; ; seed++)
        {
            using var response = await PutAsync(client, seed);
            if (!response.IsSuccessStatusCode) return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
            stored.Add(seed);
        }
    }

    private static async Task PutAsync(HttpClient client, List<int> stored, int seed)
    {
        using var response = await PutAsync(client, seed);
        response.EnsureSuccessStatusCode();
        stored.Add(seed);
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, int seed) => client.PutAsync($"full/{seed}", new ByteArrayContent(Content.Of(seed)), Token);

    private static async Task AssertStoredAsync(HttpClient client, List<int> stored)
    {
        Assert.NotEmpty(stored);
        foreach (var seed in stored) Assert.Equal(seed, Content.SeedOf(await client.GetByteArrayAsync($"full/{seed}", Token)));
    }
}
