using System.CommandLine;
using Floe.Cli.Output;
using Floe.Cli.Platform;
using Floe.JobService.Client;
using Floe.JobService.Contracts;

namespace Floe.Cli.Commands;

/// <summary>Commands that do one thing with one job: cancel, retry, suspend, resume.</summary>
internal static class JobActionCommand
{
    public static Command Cancel() => Create("cancel", "Ask for the end of a job.", (jobs, id, cancellationToken) => jobs.CancelAsync(id, cancellationToken));

    public static Command Retry() => Create("retry", "Run a job again that failed, was cancelled or is lost.", (jobs, id, cancellationToken) => jobs.RetryAsync(id, cancellationToken));

    public static Command Suspend() => Create("suspend", "Hold a job that waits, or that runs where its engine can hold it.", (jobs, id, cancellationToken) => jobs.SuspendAsync(id, cancellationToken));

    public static Command Resume() => Create("resume", "Let a suspended job go on.", (jobs, id, cancellationToken) => jobs.ResumeAsync(id, cancellationToken));

    private static Command Create(string name, string description, Func<JobsClient, string, CancellationToken, Task<JobDetails>> act)
    {
        var id = new Argument<string>("id") { Description = "The job." };
        var server = Shared.Server();
        var output = Shared.Output();
        var command = new Command(name, description) { id, server, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = new JobsConnection(parsed.GetValue(server)!);
            var job = await act(connection.Client, parsed.GetValue(id)!, cancellationToken);
            Console.WriteLine(parsed.GetValue(output) == OutputFormat.Json ? Json.Format(job) : $"{job.Id} {job.State}");
            return ExitCode.Success;
        });
        return command;
    }
}
