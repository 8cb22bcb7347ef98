using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Floe.S3Tables.Tests.Storage;

/// <summary>A store with a bucket on a folder that may be opened again.</summary>
internal sealed class StoreUnderTest : IAsyncDisposable
{
    public const string Bucket = "bucket";

    private StoreUnderTest(Database database, S3Store store) => (Database, Store) = (database, store);

    public Database Database { get; }

    public S3Store Store { get; }

    public static async Task<StoreUnderTest> OpenAsync(string folder)
    {
        var database = Database.Open(Path.Combine(folder, "floe.db"), ObjectStoreSchema.Migrations);
        var store = new S3Store(database, folder, TimeProvider.System, NullLogger<S3Store>.Instance);
        await store.StartAsync();
        if (store.Buckets.Find(Bucket) is null) await store.Buckets.CreateAsync(Bucket);
        return new StoreUnderTest(database, store);
    }

    /// <summary>Every file below the folder of objects.</summary>
    public static string[] Files(string folder) => Directory.GetFiles(Path.Combine(folder, "objects"), "*", SearchOption.AllDirectories);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Database.DisposeAsync();
    }
}
