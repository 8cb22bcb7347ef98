using System.CommandLine;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Spec;

namespace Floe.IcebergBench;

/// <summary>Writing and reading one manifest: the limit is 150,000 entries a second.</summary>
internal static class ManifestBench
{
    public static Command Command()
    {
        var entries = new Option<int>("--entries") { DefaultValueFactory = _ => 50_000, Description = "Entries of the manifest" };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 10 };
        var command = new Command("manifests", "Writes and reads manifests") { entries, rounds };
        command.SetAction(parsed => RunAsync(parsed.GetValue(entries), parsed.GetValue(rounds)));
        return command;
    }

    private static async Task RunAsync(int count, int rounds)
    {
        var table = await BenchTable.CreateAsync(new MemoryFileIO());
        List<ManifestEntry> entries = [.. BenchTable.Files(table, count).Select(f => new ManifestEntry(EntryStatus.Added, null, null, null, f))];
        var (content, manifest) = Write();
        Console.WriteLine($"{count} entries of 5 columns in {content.Length / 1024} KiB; limit: 150,000/s");
        await Rounds.RunAsync("write", rounds, () => Task.FromResult(Write()), seconds => Rounds.PerSecond(count, seconds));
        await Rounds.RunAsync("read", rounds, () => Task.FromResult(ManifestReader.Read(content, manifest, table.Metadata)), seconds => Rounds.PerSecond(count, seconds));

        await Rounds.RunAsync("commit of as many files", rounds, CommitAsync, seconds => Rounds.PerSecond(count, seconds));

        async Task CommitAsync()
        {
            var fresh = await BenchTable.CreateAsync(new MemoryFileIO());
            await fresh.NewAppend().AddRange(entries.Select(e => e.File)).CommitAsync(CancellationToken.None);
        }

        (byte[] Content, ManifestFile Manifest) Write()
        {
            var writer = new ManifestWriter(table.Metadata, 0, ManifestContent.Data, 1);
            foreach (var entry in entries) writer.Add(entry);
            return writer.Finish("s3://warehouse/t/metadata/m.avro");
        }
    }
}
