using System.Diagnostics;
using Floe.JobService.Client;
using Floe.JobService.Hosting;

namespace Floe.JobService.Tests.Spark;

/// <summary>The job service as a process of its own, to be killed.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private readonly Process _process;

    private ServiceProcess(Process process, Uri endpoint)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = endpoint };
        Client = new JobsClient(Http);
    }

    public HttpClient Http { get; }

    public JobsClient Client { get; }

    public static async Task<ServiceProcess> StartAsync(FakeSpark spark, string dataFolder)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(JobServiceHost).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["JobService__DataFolder"] = dataFolder;
        start.Environment["JobService__Port"] = "0";
        start.Environment["JobService__StopGraceSeconds"] = "0";
        start.Environment["JobService__EngineMemoryMegabytes"] = "200";
        start.Environment["SPARK_HOME"] = spark.Home;
        start.Environment["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9";
        start.Environment["AWS_REGION"] = "us-east-1";
        start.Environment["AWS_ACCESS_KEY_ID"] = "test";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = SparkService.Secret;
        var process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Split("Now listening on: ") is not [_, var endpoint]) continue;
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return new(process, new Uri(endpoint));
        }
        throw new InvalidOperationException("The service ended before it listened.");
    }

    /// <summary>What <c>kill -9</c> does: no handler runs.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        Http.Dispose();
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
