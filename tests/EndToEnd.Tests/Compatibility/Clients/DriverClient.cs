using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Floe.EndToEnd.Tests.Tools;

namespace Floe.EndToEnd.Tests.Compatibility.Clients;

/// <summary>
/// A client in another language, in one process for the whole run: a JSON object a line goes in, one comes out. The first line out is
/// <c>{"ready": true}</c> or <c>{"missing": "reason"}</c>; answers carry the id of their request, in any order.
/// </summary>
internal sealed class DriverClient : IClient
{
    private readonly Process _process;
    private readonly AwsEnvironment _environment;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> _waiting = [];
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Task<string> _errors;
    private Task _reading = Task.CompletedTask;
    private volatile Exception? _ended;
    private int _lastId;

    private DriverClient(Process process, AwsEnvironment environment)
    {
        _process = process;
        _environment = environment;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <exception cref="ClientUnavailableException">The language is there, the AWS client is not.</exception>
    public static async Task<DriverClient> StartAsync(Tool tool, string script, Uri endpoint, CancellationToken cancellationToken)
    {
        var environment = AwsEnvironment.For(endpoint);
        var client = new DriverClient(Process.Start(ToolRunner.StartInfo(tool, [script], environment, Path.GetDirectoryName(script)))!, environment);
        var first = await client._process.StandardOutput.ReadLineAsync(cancellationToken);
        var greeting = first is null ? null : JsonNode.Parse(first);
        if (greeting?["ready"] is null)
        {
            var reason = greeting?["missing"]?.GetValue<string>() ?? $"{script} did not start: {await client._errors}";
            await client.DisposeAsync();
            throw new ClientUnavailableException(reason);
        }
        client._reading = client.ReadAsync();
        return client;
    }

    public async Task<ClientAnswer> SendAsync(ClientRequest request, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = _waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var line = new JsonObject
        {
            ["id"] = id,
            ["action"] = request.Action.ToString().ToLowerInvariant(),
            ["service"] = request.Service,
            ["operation"] = request.Operation,
            ["input"] = request.Input.DeepClone(),
            ["pageSize"] = request.PageSize,
            ["expiresIn"] = request.ExpiresInSeconds,
            ["accessKeyId"] = request.Keys.AccessKeyId,
            ["secretAccessKey"] = request.Keys.SecretAccessKey,
        };
        try
        {
            await WriteAsync(line.ToJsonString(), cancellationToken);
        }
        catch (IOException e)
        {
            // Nobody reads any more: the driver's own last words say why.
            throw new InvalidOperationException($"The driver ended: {await _errors}", e);
        }
        if (_ended is { } ended) answer.TrySetException(ended);
        return Read(await answer.Task.WaitAsync(cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        // The end of its input is the driver's sign to stop.
        if (!_process.HasExited) _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
        _environment.Dispose();
        _writing.Dispose();
    }

    private async Task WriteAsync(string line, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
            await _process.StandardInput.FlushAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var answer = JsonNode.Parse(line)!.AsObject();
            if (_waiting.TryRemove((int)answer.Number("id"), out var waiting)) waiting.SetResult(answer);
        }
        _ended = new InvalidOperationException($"The driver ended: {await _errors}");
        foreach (var waiting in _waiting.Values) waiting.TrySetException(_ended);
    }

    private static ClientAnswer Read(JsonObject answer)
    {
        if (answer["output"] is JsonObject output) return ClientAnswer.Of(output.DeepClone().AsObject());
        if (answer["error"] is JsonObject error) return ClientAnswer.Failed(error.Text("code"), error.IntOrNull("status"), error.TextOrNull("message") ?? "");
        throw new InvalidOperationException($"The client failed before the service answered: {answer.TextOrNull("failure")}");
    }
}
