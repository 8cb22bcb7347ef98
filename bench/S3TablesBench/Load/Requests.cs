using System.Text;
using Floe.S3Tables.Client.Signing;

namespace Floe.S3TablesBench.Load;

/// <summary>Signed requests as bytes on the wire.</summary>
internal sealed class Requests(Uri endpoint, AwsCredentials credentials, string service)
{
    private readonly SigV4Signer _signer = new("us-east-1", service, TimeProvider.System);

    /// <param name="method">GET, PUT, ...</param>
    /// <param name="target">Path and query, encoded.</param>
    /// <param name="body">Signed by its hash.</param>
    public byte[] Sign(string method, string target, ReadOnlySpan<byte> body = default)
    {
        using var message = new HttpRequestMessage(new HttpMethod(method), new Uri(endpoint, target));
        _signer.Sign(message, credentials, SigV4Signer.Hash(body));
        return Head(message, target, body.Length);
    }

    /// <summary>The body is not part of the signature, as SDKs send large ones over TLS.</summary>
    public byte[] SignWithoutBody(string method, string target, long length)
    {
        using var message = new HttpRequestMessage(new HttpMethod(method), new Uri(endpoint, target));
        _signer.Sign(message, credentials, SignatureProtocol.UnsignedPayload);
        return Head(message, target, length);
    }

    private static byte[] Head(HttpRequestMessage message, string target, long length)
    {
        var head = new StringBuilder($"{message.Method} {target} HTTP/1.1\r\nHost: {message.Headers.Host}\r\n");
        foreach (var (name, values) in message.Headers.NonValidated)
            if (!name.Equals("Host", StringComparison.OrdinalIgnoreCase)) head.Append($"{name}: {values}\r\n");
        if (length > 0 || message.Method != HttpMethod.Get) head.Append($"Content-Length: {length}\r\n");
        if (length > 0 && message.RequestUri!.AbsolutePath.Contains("namespaces", StringComparison.Ordinal)) head.Append("Content-Type: application/json\r\n");
        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }
}
