using System.Diagnostics;
using Floe.S3Tables.Client.Signing;

namespace Floe.S3Tables.Tests.Storage;

/// <summary>The service in a process of its own, to be killed.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private readonly Process _process;
    private readonly Uri _endpoint;

    private ServiceProcess(Process process, Uri endpoint) => (_process, _endpoint) = (process, endpoint);

    public static async Task<ServiceProcess> StartAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Floe.S3Tables.dll")]) { RedirectStandardOutput = true, WorkingDirectory = dataFolder };
        start.Environment["S3Tables__DataFolder"] = dataFolder;
        start.Environment["S3Tables__Port"] = "0";
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!line.StartsWith("ready ", StringComparison.Ordinal)) continue;
            return new ServiceProcess(process, new Uri(line["ready ".Length..]));
        }
        throw new InvalidOperationException("The service ended before it was ready.");
    }

    public HttpClient NewClient() => new(new SigV4SigningHandler(_ => ValueTask.FromResult(new AwsCredentials("test", "test")), "us-east-1", "s3", TimeProvider.System)
    {
        InnerHandler = new SocketsHttpHandler(),
    })
    { BaseAddress = _endpoint };

    /// <summary>As kill -9 does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }
}
