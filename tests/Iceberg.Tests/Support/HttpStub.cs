using System.Net;
using System.Net.Sockets;

namespace Floe.Iceberg.Tests.Support;

/// <summary>A real HTTP server on a free port that answers as a test says.</summary>
internal sealed class HttpStub : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Func<HttpListenerRequest, byte[], Answer> _answer;

    public HttpStub(Func<HttpListenerRequest, byte[], Answer> answer)
    {
        _answer = answer;
        (_listener, Uri) = Listen();
        _ = Task.Run(RunAsync);
    }

    public Uri Uri { get; }

    public void Dispose() => _listener.Close();

    private static (HttpListener Listener, Uri Uri) Listen()
    {
        // HttpListener cannot choose a port itself; between the choice and the listening another process may take it.
        for (var attempt = 0; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var uri = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
            probe.Stop();
            var listener = new HttpListener();
            listener.Prefixes.Add(uri.AbsoluteUri);
            try
            {
                listener.Start();
                return (listener, uri);
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                listener.Close();
            }
        }
    }

    private async Task RunAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            _ = Task.Run(() => AnswerAsync(context));
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var answer = _answer(context.Request, body.ToArray());
        if (answer.Status == 0)
        {
            context.Response.ContentLength64 = 10;
            await context.Response.OutputStream.WriteAsync(new byte[1]);
            context.Response.Abort();
            return;
        }
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers) context.Response.Headers[name] = value;
        context.Response.ContentLength64 = answer.Body.Length;
        if (context.Request.HttpMethod != "HEAD") await context.Response.OutputStream.WriteAsync(answer.Body);
        context.Response.Close();
    }
}

/// <summary>An answer; status 0 cuts the connection instead.</summary>
internal sealed record Answer(int Status, byte[] Body)
{
    public Answer(int status, string body = "")
        : this(status, System.Text.Encoding.UTF8.GetBytes(body))
    {
    }

    public Dictionary<string, string> Headers { get; init; } = [];
}
