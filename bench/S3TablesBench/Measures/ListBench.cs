using System.CommandLine;
using Floe.S3TablesBench.Load;
using Floe.S3TablesBench.Peers;

namespace Floe.S3TablesBench.Measures;

/// <summary>ListObjectsV2 over very many keys: pages of 1,000 that begin anywhere, and the folders of a prefix. Then how long the service takes to start on them, and what it holds idle.</summary>
internal static class ListBench
{
    public static Command Command()
    {
        var keys = new Option<int>("--keys") { DefaultValueFactory = _ => 1_000_000 };
        var ownFiles = new Option<bool>("--own-files") { Description = "Give each key a file of its own." };
        var options = new MeasureOptions();
        var command = new Command("list", "Pages over 1,000,000 keys at any depth, time to start on them, memory.") { keys, ownFiles };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(keys), parsed.GetValue(ownFiles), options.Comparison(parsed), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int keys, bool ownFiles, Comparison comparison, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("floe-bench-");
        try
        {
            await MillionObjects.FillAsync(folder.FullName, keys, ownFiles, cancellationToken);
            await StartBench.PrintStartsAsync(folder.FullName, "after an orderly stop", cancellationToken);
            using (var floe = await FloePeer.StartAsync(folder.FullName, cancellationToken))
            {
                Comparison.PrintHead();
                comparison.Run("page of 1,000 keys", 1, [floe], peer => AnyPage(peer, keys));
                comparison.Run("page of 1,000 keys", 4, [floe], peer => AnyPage(peer, keys));
                comparison.Run("page of folders (delimiter)", 1, [floe], peer => Folders(peer, keys));
                comparison.Run("page of 1,000 folders (delimiter)", 1, [floe], WidePages);
                // Something under way, so that the kill leaves something.
                for (var i = 0; i < 100; i++) floe.Call(floe.S3.Sign("PUT", $"/{MillionObjects.Bucket}/late-{i}", [1]), [1]);
                floe.Process.Kill();
            }
            await StartBench.PrintStartsAsync(folder.FullName, "after kill -9", cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Turn AnyPage(Peer peer, int keys)
    {
        var random = new Random(1);
        var requests = Enumerable.Range(0, 1000).Select(_ => peer.S3.Sign("GET",
            $"/{MillionObjects.Bucket}?list-type=2&max-keys=1000&start-after={Uri.EscapeDataString(MillionObjects.Key(random.Next(keys)))}")).ToArray();
        return (connection, turn) => connection.Exchange(requests[turn % requests.Length]);
    }

    private static Turn WidePages(Peer peer)
    {
        var requests = Enumerable.Range(0, 100).Select(i => peer.S3.Sign("GET",
            $"/{MillionObjects.Wide}?delimiter=%2F&list-type=2&start-after={Uri.EscapeDataString(MillionObjects.WideFolder(i * 40))}")).ToArray();
        return (connection, turn) => connection.Exchange(requests[turn % requests.Length]);
    }

    private static Turn Folders(Peer peer, int keys)
    {
        var random = new Random(2);
        var requests = Enumerable.Range(0, 1000).Select(i =>
        {
            var key = MillionObjects.Key(random.Next(keys)).Split('/');
            var prefix = string.Join('/', key[..(i % 3)]) + (i % 3 == 0 ? "" : "/");
            return peer.S3.Sign("GET", $"/{MillionObjects.Bucket}?delimiter=%2F&list-type=2&prefix={Uri.EscapeDataString(prefix)}");
        }).ToArray();
        return (connection, turn) => connection.Exchange(requests[turn % requests.Length]);
    }
}
