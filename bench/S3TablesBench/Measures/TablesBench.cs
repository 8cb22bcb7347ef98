using System.CommandLine;
using System.Text;
using Floe.S3TablesBench.Load;
using Floe.S3TablesBench.Peers;

namespace Floe.S3TablesBench.Measures;

/// <summary>Calls of the S3 Tables API beside moto, and loadTable of the Iceberg REST catalog, which no peer has.</summary>
internal static class TablesBench
{
    /// <summary>moto's account has another number.</summary>
    private const string MotoAccount = "123456789012";

    public static Command Command()
    {
        var options = new MeasureOptions();
        var command = new Command("tables", "Control-plane calls and loadTable at 1 and 16 connections.");
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(options.Comparison(parsed), options.IsAlone(parsed), cancellationToken));
        return command;
    }

    private static async Task RunAsync(Comparison comparison, bool alone, CancellationToken cancellationToken)
    {
        using var peers = await PeerSet.StartAsync(s3Only: false, alone, null, cancellationToken);
        foreach (var peer in peers.All)
        {
            Call(peer, "PUT", "/buckets", """{"name":"bench"}""");
            Call(peer, "PUT", $"/namespaces/{ArnOf(peer)}", """{"namespace":["ns"]}""");
            Call(peer, "PUT", $"/tables/{ArnOf(peer)}/ns", """{"name":"t","format":"ICEBERG","metadata":{"iceberg":{"schema":{"fields":[{"name":"id","type":"long"}]}}}}""");
        }
        Comparison.PrintHead();
        foreach (var connections in (int[])[1, 16])
        {
            comparison.Run("GetTable", connections, peers.All, peer => Repeat(peer.Tables.Sign("GET", $"/get-table?name=t&namespace=ns&tableBucketARN={ArnOf(peer)}")));
            comparison.Run("ListTables", connections, peers.All, peer => Repeat(peer.Tables.Sign("GET", $"/tables/{ArnOf(peer)}?namespace=ns")));
            comparison.Run("CreateNamespace", connections, peers.All, peer => CreateNamespace(peer, connections));
            comparison.Run("loadTable", connections, [peers.Floe], peer => Repeat(peer.Tables.Sign("GET", $"/iceberg/v1/{ArnOf(peer)}/namespaces/ns/tables/t")));
        }
    }

    private static Turn Repeat(byte[] request) => (connection, _) => connection.Exchange(request);

    private static Turn CreateNamespace(Peer peer, int connections) => (connection, turn) =>
    {
        var body = Encoding.UTF8.GetBytes($$"""{"namespace":["n{{connections}}_{{turn}}"]}""");
        connection.Exchange(peer.Tables.Sign("PUT", $"/namespaces/{ArnOf(peer)}", body), body);
    };

    private static void Call(Peer peer, string method, string target, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        peer.Call(peer.Tables.Sign(method, target, bytes), bytes);
    }

    private static string ArnOf(Peer peer) => Uri.EscapeDataString($"arn:aws:s3tables:us-east-1:{(peer.Name == "moto" ? MotoAccount : "000000000000")}:bucket/bench");
}
