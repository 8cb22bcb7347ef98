using System.Net.Sockets;
using System.Text;

namespace Floe.S3Tables.Tests.Hosting;

/// <summary>One connection, byte by byte: for what no HTTP client lets a test do.</summary>
internal sealed class WireClient : IDisposable
{
    private readonly TcpClient _tcp = new();

    public static async Task<WireClient> ConnectAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var client = new WireClient();
        await client._tcp.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
        return client;
    }

    public async Task SendAsync(string text, CancellationToken cancellationToken) => await _tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken);

    /// <summary>The next answer, an interim one included.</summary>
    public async Task<WireAnswer> ReceiveAsync(CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)) head.Append((char)await ReadByteAsync(cancellationToken));
        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"))];
        await _tcp.GetStream().ReadExactlyAsync(body, cancellationToken);
        return new WireAnswer(int.Parse(lines[0].Split(' ')[1]), headers, Encoding.UTF8.GetString(body));
    }

    /// <summary>Whether the service has closed the connection; waits until it does or sends more.</summary>
    public async Task<bool> IsClosedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _tcp.GetStream().ReadAsync(new byte[1], cancellationToken) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public void Dispose() => _tcp.Dispose();

    private async Task<byte> ReadByteAsync(CancellationToken cancellationToken)
    {
        var one = new byte[1];
        await _tcp.GetStream().ReadExactlyAsync(one, cancellationToken);
        return one[0];
    }
}

internal sealed record WireAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body);
