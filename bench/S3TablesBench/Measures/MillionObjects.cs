using System.Diagnostics;
using Floe.S3Tables.Hosting;
using Floe.S3Tables.ObjectStore;
using Microsoft.Extensions.DependencyInjection;

namespace Floe.S3TablesBench.Measures;

/// <summary>Fills a data folder with many keys, at several depths: <c>table-007/year=2031/month=04/part-000123.parquet</c>.</summary>
internal static class MillionObjects
{
    public const string Bucket = "many";

    /// <summary>A bucket of many folders side by side.</summary>
    public const string Wide = "wide";

    private const int Writers = 256;
    private const int WideFolders = 5_000;
    private const int KeysInEach = 4;

    public static string Key(int index) => $"table-{index / 10_000:000}/year={2020 + (index / 1000 % 10)}/month={1 + (index / 100 % 10):00}/part-{index:000000}.parquet";

    public static string WideFolder(int index) => $"day={index:0000}/";

    /// <param name="folder">The service's data folder; no service may run on it.</param>
    /// <param name="count">How many keys.</param>
    /// <param name="ownFiles">Whether each key has a file of its own. Otherwise all are copies of one object, which is quicker to make and lists the same.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task FillAsync(string folder, int count, bool ownFiles, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var host = await S3TablesHost.StartAsync(new S3TablesOptions { DataFolder = folder, Port = 0 }, cancellationToken);
        var store = host.Services.GetRequiredService<S3Store>();
        await store.Buckets.CreateAsync(Bucket);
        await store.Buckets.CreateAsync("source");
        await store.PutAsync("source", "one", "1"u8.ToArray());
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = cancellationToken }, async (index, _) =>
        {
            if (ownFiles) await store.PutAsync(Bucket, Key(index), "1"u8.ToArray());
            else await store.Objects.CopyAsync("source", "one", Bucket, Key(index), source => source.Attributes, WriteCondition.None);
        });
        await store.Buckets.CreateAsync(Wide);
        await Parallel.ForAsync(0, WideFolders * KeysInEach, new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = cancellationToken }, async (index, _) =>
            await store.Objects.CopyAsync("source", "one", Wide, $"{WideFolder(index / KeysInEach)}part-{index % KeysInEach}.parquet", source => source.Attributes, WriteCondition.None));
        Console.WriteLine($"{count:#,0} {(ownFiles ? "objects" : "keys")} made in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
    }
}
