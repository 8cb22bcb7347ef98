using System.Diagnostics;
using System.Text.RegularExpressions;
using Floe.JobService.Client;
using Floe.ServiceDefaults.Aws;

namespace Floe.JobService.Tests.Support;

/// <summary>The job service as a process of its own, to be killed.</summary>
public sealed partial class ServiceProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServiceProcess(Process process, Uri endpoint)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = endpoint };
        Client = new JobsClient(Http);
    }

    public int Id => _process.Id;

    public HttpClient Http { get; }

    public JobsClient Client { get; }

    /// <param name="dataFolder">Of this process alone.</param>
    /// <param name="lake">The S3 and S3 Tables service.</param>
    /// <param name="settings">More settings, as environment variables.</param>
    public static async Task<ServiceProcess> StartAsync(string dataFolder, Uri lake, params (string Name, string? Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", "--runtimeconfig", Path.ChangeExtension(typeof(ServiceProcess).Assembly.Location, ".runtimeconfig.json"), typeof(JobsClient).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        (string Name, string? Value)[] all =
        [
            ("JobService__DataFolder", dataFolder), ("JobService__Port", "0"), (AwsVariables.Endpoint, lake.AbsoluteUri), (AwsVariables.Region, "us-east-1"),
            (AwsVariables.AccessKeyId, "test"), (AwsVariables.SecretAccessKey, "test"), ("JobService__EngineMemoryMegabytes", "300"), .. settings,
        ];
        foreach (var (name, value) in all) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (Listening().Match(line) is not { Success: true } match) continue;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new ServiceProcess(process, new Uri(match.Groups[1].Value));
        }
        throw new InvalidOperationException($"The service did not start: {await errors}");
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A signal by its name, such as STOP.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex Listening();
}
