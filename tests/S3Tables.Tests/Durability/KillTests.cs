using System.Globalization;
using Floe.S3Tables.ObjectStore.Bodies;
using Floe.S3Tables.Storage;
using Floe.S3Tables.Tests.Storage;

namespace Floe.S3Tables.Tests.Durability;

/// <summary>
/// The service killed at random moments under a mixed load, started again and compared with a model of what was acknowledged.
/// FLOE_CRASH_ROUNDS sets the number of kills (3), FLOE_CRASH_SEED the random numbers.
/// </summary>
public sealed class KillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whenever_it_is_killed_what_was_acknowledged_is_there_and_nothing_is_half()
    {
        var rounds = Setting("FLOE_CRASH_ROUNDS", 3);
        var seed = Setting("FLOE_CRASH_SEED", Random.Shared.Next());
        TestContext.Current.TestOutputHelper?.WriteLine($"FLOE_CRASH_SEED={seed}");
        var random = new Random(seed);
        IClientUnderKill[] clients =
        [
            .. Enumerable.Range(0, 4).Select(i => new ObjectClient(i, random.Next())), new MultipartClient(random.Next()),
            new CommitClient(), new TransactionClient(), new IdempotencyClient(), new ReplicationClient(),
        ];

        var acknowledged = 0L;
        for (var round = 0; round <= rounds; round++)
        {
            using var service = await ServiceProcess.StartAsync(_folder.Path, Token);
            if (round == 0) await PrepareAsync(service, clients);
            foreach (var client in clients) await client.CheckAsync(service);
            // The last start only checks.
            if (round < rounds) acknowledged += await RunAndKillAsync(service, clients, TimeSpan.FromMilliseconds(random.Next(50, 1500)));
            else service.Kill();
        }

        Assert.True(acknowledged > rounds, $"Only {acknowledged} calls were acknowledged in {rounds} rounds.");
        await AssertNothingIsLeftOverAsync();
    }

    public void Dispose() => _folder.Dispose();

    private static async Task PrepareAsync(ServiceProcess service, IClientUnderKill[] clients)
    {
        using var http = service.NewClient();
        (await http.PutAsync(ObjectClient.Bucket, null, Token)).EnsureSuccessStatusCode();
        foreach (var client in clients) await client.PrepareAsync(service);
    }

    /// <summary>The wait is not for anything: it is the random moment.</summary>
    private static async Task<long> RunAndKillAsync(ServiceProcess service, IClientUnderKill[] clients, TimeSpan moment)
    {
        var kill = new KillSwitch();
        var running = clients.Select(client => Task.Run(() => client.RunAsync(service, kill), Token)).ToList();
        await Task.WhenAny([Task.Delay(moment, Token), .. running]);
        kill.Throw();
        service.Kill();
        await Task.WhenAll(running);
        return kill.Acknowledged;
    }

    /// <summary>After a start, each file and each body in the database belongs to an object or to a part of an upload still open, and the other way round.</summary>
    private async Task AssertNothingIsLeftOverAsync()
    {
        await using var lake = await StoreUnderTest.OpenAsync(_folder.Path);
        var named = lake.Database.Read(connection => connection.Query("SELECT file FROM object UNION SELECT file FROM part", row => row.GetInt64(0))).ToLookup(BodyIds.IsBody);
        var bodies = lake.Database.Read(connection => connection.Query("SELECT id FROM body", row => row.GetInt64(0)));
        Assert.Equal(named[true].Order(), bodies.Order());
        Assert.Equal(named[false].Count(), StoreUnderTest.Files(_folder.Path).Length);
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
