using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Floe.JobService.Tests.Support;

public sealed record HookMessage(string Id, string Timestamp, string Signature, string Body, int Answered);

/// <summary>A server that takes webhook messages.</summary>
public sealed class HookReceiver : IAsyncDisposable
{
    private readonly Channel<HookMessage> _messages = Channel.CreateUnbounded<HookMessage>();
    private readonly WebApplication _app;

    private HookReceiver(WebApplication app) => _app = app;

    public int Status { get; set; } = 204;

    public int Waiting => _messages.Reader.Count;

    public Uri Url => new(_app.Urls.First());

    public static async Task<HookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new HookReceiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public async Task<HookMessage> NextAsync() => await _messages.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var (headers, status) = (http.Request.Headers, Status);
        _messages.Writer.TryWrite(new(headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!, await reader.ReadToEndAsync(http.RequestAborted), status));
        http.Response.StatusCode = status;
    }
}
