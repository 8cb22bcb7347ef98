using Floe.S3Tables.Client.Signing;
using Floe.S3TablesBench.Load;

namespace Floe.S3TablesBench.Peers;

/// <summary>A running service that is measured.</summary>
internal sealed class Peer(string name, PeerProcess process, Uri endpoint, AwsCredentials credentials) : IDisposable
{
    public string Name => name;

    public Uri Endpoint => endpoint;

    public PeerProcess Process => process;

    public Requests S3 { get; } = new(endpoint, credentials, "s3");

    public Requests Tables { get; } = new(endpoint, credentials, "s3tables");

    /// <summary>One call outside of any measurement.</summary>
    public void Call(byte[] head, ReadOnlySpan<byte> body = default)
    {
        using var connection = new Connection(endpoint);
        connection.Exchange(head, body);
    }

    public void Dispose() => process.Dispose();
}
