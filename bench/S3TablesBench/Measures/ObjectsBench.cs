using System.CommandLine;
using Floe.S3TablesBench.Load;
using Floe.S3TablesBench.Peers;

namespace Floe.S3TablesBench.Measures;

/// <summary>GET and PUT of 4 KiB and of 64 MiB, beside moto, s3rver, a bare Kestrel endpoint and, for small writes, the disk alone.</summary>
internal static class ObjectsBench
{
    private const int Small = 4 * 1024;
    private const int Large = 64 * 1024 * 1024;
    private const int Keys = 256;

    public static Command Command()
    {
        var options = new MeasureOptions();
        var command = new Command("objects", "GET and PUT of 4 KiB at 1 and 16 connections, and of 64 MiB.");
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(options.Comparison(parsed), options.IsAlone(parsed), options.S3RverFolder(parsed), cancellationToken));
        return command;
    }

    private static async Task RunAsync(Comparison comparison, bool alone, string? s3rver, CancellationToken cancellationToken)
    {
        using var peers = await PeerSet.StartAsync(s3Only: true, alone, s3rver, cancellationToken);
        var (small, large) = (Body(Small), Body(Large));
        foreach (var peer in peers.All)
        {
            peer.Call(peer.S3.Sign("PUT", "/bench"));
            for (var i = 0; i < Keys; i++) peer.Call(peer.S3.Sign("PUT", $"/bench/small-{i}", small), small);
            peer.Call(peer.S3.Sign("PUT", "/bench/large", large), large);
        }
        using var bareSmall = await StartBareAsync(peers, small, cancellationToken);
        using var bareLarge = await StartBareAsync(peers, large, cancellationToken);

        Comparison.PrintHead();
        foreach (var connections in (int[])[1, 16])
        {
            comparison.Run("GET 4 KiB", connections, [.. peers.All, bareSmall], GetSmall);
            comparison.Run("PUT 4 KiB", connections, [.. peers.All, bareSmall], peer => PutSmall(peer, connections, small));
            using var disk = new DiskLimit(peers.Folder, small);
            comparison.Run("PUT 4 KiB", connections, [peers.Floe], _ => disk.Append, label: "the disk: append, sync");
            comparison.Run("PUT 4 KiB", connections, [peers.Floe], _ => disk.Overwrite, label: "the disk: overwrite, sync");
        }
        comparison.Run("GET 64 MiB", 1, [.. peers.All, bareLarge], peer => Get(peer.S3.Sign("GET", "/bench/large")));
        comparison.Run("PUT 64 MiB", 1, [.. peers.All, bareLarge], peer => PutLarge(peer, large));
    }

    private static Turn GetSmall(Peer peer)
    {
        var requests = Enumerable.Range(0, Keys).Select(i => peer.S3.Sign("GET", $"/bench/small-{i}")).ToArray();
        return (connection, turn) => Expect(connection.Exchange(requests[turn % Keys]), Small);
    }

    /// <summary>Each PUT makes a new object: its request is signed for it.</summary>
    private static Turn PutSmall(Peer peer, int connections, byte[] body) =>
        (connection, turn) => connection.Exchange(peer.S3.Sign("PUT", $"/bench/put-{connections}/{turn:x8}", body), body);

    private static Turn PutLarge(Peer peer, byte[] body)
    {
        // Hashed once: the driver's own hashing is not what is measured.
        var head = peer.S3.Sign("PUT", "/bench/large-put", body);
        return (connection, _) => connection.Exchange(head, body);
    }

    private static Turn Get(byte[] request) => (connection, _) => Expect(connection.Exchange(request), Large);

    private static void Expect(long length, long expected)
    {
        if (length != expected) throw new IOException($"An answer has {length} bytes instead of {expected}.");
    }

    private static async Task<Peer> StartBareAsync(PeerSet peers, byte[] content, CancellationToken cancellationToken)
    {
        var file = Path.Combine(peers.Folder, $"{content.Length}.bin");
        await File.WriteAllBytesAsync(file, content, cancellationToken);
        return await BareKestrel.StartAsync(file, cancellationToken);
    }

    private static byte[] Body(int length)
    {
        var body = new byte[length];
        new Random(1).NextBytes(body);
        return body;
    }
}
