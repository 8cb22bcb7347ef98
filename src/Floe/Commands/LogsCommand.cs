using System.CommandLine;
using Floe.Cli.Output;
using Floe.Cli.Platform;
using Floe.JobService.Client;

namespace Floe.Cli.Commands;

internal static class LogsCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The job." };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until the job ends; its outcome is the exit code." };
        var role = new Option<string?>("--role") { Description = "Whose log: driver, or executor-N as `floe jobs ID` lists them. Default: the driver's.", HelpName = "ROLE" };
        var attempt = new Option<int?>("--attempt") { Description = "Only this attempt, from 1. Default: all, one after another.", HelpName = "N" };
        var tail = new Option<int?>("--tail") { Description = "Only the last lines there are, of the newest attempt.", HelpName = "N" };
        var server = Shared.Server();
        var command = new Command("logs", "Show a job's log.") { id, follow, role, attempt, tail, server };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = new JobsConnection(parsed.GetValue(server)!);
            var selection = new LogSelection { Role = parsed.GetValue(role), Attempt = parsed.GetValue(attempt), Tail = parsed.GetValue(tail) };
            if (parsed.GetValue(follow)) return await JobFollower.FollowAsync(connection.Client, parsed.GetValue(id)!, selection, Console.Out, cancellationToken);
            Console.Write(await connection.Client.ReadLogAsync(parsed.GetValue(id)!, selection, cancellationToken));
            return ExitCode.Success;
        });
        return command;
    }
}
