using System.Text.Json;
using Floe.Iceberg.Deletes;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;

namespace Floe.Iceberg.Tests.Interop;

/// <summary>Deletion vectors beside CRoaring, the reference implementation of the bitmaps, in a Puffin frame that a script takes apart by the specification.</summary>
public sealed class RoaringInteropTests : IDisposable
{
    private readonly TestLake _lake = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static IEnumerable<TheoryDataRow<string>> Shapes => ["few", "many", "runs", "mixed", "huge"];

    public void Dispose() => _lake.Dispose();

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task What_is_written_is_read_by_others(string shape)
    {
        var table = await _lake.CreateAsync(null, (TableProperties.FormatVersion, "3"));
        await table.NewAppend().Add(TestLake.File("a", rows: 1L << 40)).Add(TestLake.File("b")).CommitAsync(Cancellation);
        var writer = table.NewDeletionVectors();
        foreach (var task in (await table.NewScan().PlanAsync(Cancellation)).Files) writer.Delete(task, task.File.RecordCount == 10 ? [1, 2] : Positions(shape));
        var changes = await writer.WriteAsync(Cancellation);

        var vectors = await NodeScripts.RunJsonAsync("deletion-vectors.mjs", "read", _lake.Files.LocalPath(changes.Added[0].Path));
        Assert.Equal(2, vectors.Count);
        foreach (var vector in vectors)
        {
            var data = vector!["properties"]!["referenced-data-file"]!.GetValue<string>();
            var expected = data == TestLake.File("a").Path ? Positions(shape) : [1, 2];
            Assert.Equal(expected, vector["positions"]!.AsArray().Select(p => long.Parse(p!.GetValue<string>())));
            var added = changes.Added.Single(f => f.ReferencedDataFile == data);
            Assert.Equal((added.ContentOffset, added.ContentSizeInBytes), (vector["offset"]!.GetValue<long>(), vector["length"]!.GetValue<long>()));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task What_others_write_is_read_and_written_the_same(string shape)
    {
        var path = _lake.Files.LocalPath($"s3://warehouse/{shape}.blob");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await NodeScripts.RunAsync("deletion-vectors.mjs", "write", JsonSerializer.Serialize(Positions(shape).Select(p => $"{p}")), path);
        var blob = await File.ReadAllBytesAsync(path, Cancellation);
        var vector = DeletionVectorBlob.Parse(path, blob);
        Assert.Equal(Positions(shape), vector.Positions);
        Assert.Equal(Convert.ToHexString(blob), Convert.ToHexString(DeletionVectorBlob.Serialize(vector)));
    }

    private static List<long> Positions(string shape) => shape switch
    {
        "few" => [0, 7, 65_535, 65_536, 1_000_000],
        "many" => [.. Enumerable.Range(0, 9_000).Select(i => i * 3L)],
        "runs" => [.. Enumerable.Range(5, 6_000).Select(i => (long)i), .. Enumerable.Range(70_000, 100).Select(i => (long)i)],
        "mixed" => [1, 2, 4, .. Enumerable.Range(0, 6_000).Select(i => 65_536 + i * 2L), .. Enumerable.Range(0, 500).Select(i => 200_000L + i), .. Enumerable.Range(0, 5).Select(i => 300_000L * i + 900_001)],
        _ => [3, (1L << 32) + 1, (1L << 32) + 2, (9L << 32) + 70_000],
    };
}
