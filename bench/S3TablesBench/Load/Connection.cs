using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Floe.S3TablesBench.Load;

/// <summary>
/// One HTTP/1.1 connection that sends ready-made requests and reads answers away, blocking. It costs the driver little, so that a machine of two cores
/// measures the service and not its client. A server that closes after an answer, as moto's does, gets a new connection for the next.
/// </summary>
internal sealed class Connection(Uri endpoint) : IDisposable
{
    private readonly byte[] _buffer = new byte[256 * 1024];
    private Socket? _socket;
    private int _start;
    private int _end;

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <exception cref="IOException">The answer is not of the 200s.</exception>
    public long Exchange(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body = default)
    {
        var socket = _socket ??= Connect();
        Send(socket, head);
        Send(socket, body);
        var answer = ReadHead(socket);
        var length = answer.IsChunked ? SkipChunks(socket) : Skip(socket, answer.Length);
        if (answer.Closes) Close();
        if (answer.Status is < 200 or >= 300) throw new IOException($"{endpoint} answered {answer.Status} to {Encoding.ASCII.GetString(head[..Math.Min(head.Length, 300)])}");
        return length;
    }

    public void Dispose() => Close();

    private static void Send(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[socket.Send(bytes)..];
    }

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, endpoint.Port);
        _start = _end = 0;
        return socket;
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private AnswerHead ReadHead(Socket socket)
    {
        while (true)
        {
            var seen = _buffer.AsSpan(_start, _end - _start);
            var length = seen.IndexOf("\r\n\r\n"u8);
            if (length < 0)
            {
                Fill(socket);
                continue;
            }
            var head = AnswerHead.Parse(seen[..length]);
            _start += length + 4;
            if (head.Status != 100) return head;
        }
    }

    private long Skip(Socket socket, long length)
    {
        for (var left = length; left > 0;)
        {
            if (_start == _end) Fill(socket);
            var step = (int)Math.Min(left, _end - _start);
            _start += step;
            left -= step;
        }
        return length;
    }

    private long SkipChunks(Socket socket)
    {
        for (var total = 0L; ;)
        {
            var size = ReadChunkSize(socket);
            total += Skip(socket, size);
            Skip(socket, 2);
            if (size == 0) return total;
        }
    }

    private int ReadChunkSize(Socket socket)
    {
        while (true)
        {
            var seen = _buffer.AsSpan(_start, _end - _start);
            var line = seen.IndexOf("\r\n"u8);
            if (line >= 0 && Utf8Parser.TryParse(seen[..line], out int size, out _, 'x'))
            {
                _start += line + 2;
                return size;
            }
            Fill(socket);
        }
    }

    private void Fill(Socket socket)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        var read = socket.Receive(_buffer.AsSpan(_end));
        if (read == 0) throw new IOException($"{endpoint} closed the connection in the middle of an answer.");
        _end += read;
    }
}
