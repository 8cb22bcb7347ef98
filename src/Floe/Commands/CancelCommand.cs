using System.CommandLine;
using Floe.Cli.Output;

namespace Floe.Cli.Commands;

internal static class CancelCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The job." };
        var server = Shared.Server();
        var output = Shared.Output();
        var command = new Command("cancel", "Ask for the end of a job.") { id, server, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = new JobsConnection(parsed.GetValue(server)!);
            var job = await connection.Client.CancelAsync(parsed.GetValue(id)!, cancellationToken);
            Console.WriteLine(parsed.GetValue(output) == OutputFormat.Json ? Json.Format(job) : $"{job.Id} {job.State}");
            return ExitCode.Success;
        });
        return command;
    }
}
