using System.CommandLine;

namespace Floe.JobsBench.Load;

/// <summary>The load alone, against a service that runs somewhere, such as on a real cluster.</summary>
internal static class LoadCommand
{
    public static Command Make()
    {
        var url = new Option<Uri>("--url") { Description = "The job service.", DefaultValueFactory = _ => new("http://127.0.0.1:4581") };
        var key = new Option<string?>("--api-key") { Description = "Where the service asks for one." };
        var load = new LoadOptions();
        var command = load.AddTo(new Command("load", "Submits SparkApplications to a job service, with the knobs of the operator's locust load test.") { url, key });
        command.SetAction((parsed, cancellationToken) => RunAsync(load.Read(parsed), parsed.GetValue(url)!, parsed.GetValue(key), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(LoadSettings settings, Uri url, string? key, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = url };
        if (key is not null) http.DefaultRequestHeaders.Add("X-Api-Key", key);
        var run = new LoadRun(settings, http);
        Console.WriteLine($"submit    {await run.SubmitAsync(cancellationToken)}");
        foreach (var failure in run.Failures) await Console.Error.WriteLineAsync(failure);
        await run.CleanUpAsync(cancellationToken);
        return run.Failures.Count == 0 ? 0 : 1;
    }
}
