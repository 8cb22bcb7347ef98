using System.CommandLine;
using Floe.Cli.Output;

namespace Floe.Cli.Commands;

internal static class LogsCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The job." };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until the job ends; its outcome is the exit code." };
        var server = Shared.Server();
        var command = new Command("logs", "Show a job's log.") { id, follow, server };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = new JobsConnection(parsed.GetValue(server)!);
            if (parsed.GetValue(follow)) return await JobFollower.FollowAsync(connection.Client, parsed.GetValue(id)!, Console.Out, cancellationToken);
            Console.Write(await connection.Client.ReadLogAsync(parsed.GetValue(id)!, cancellationToken));
            return ExitCode.Success;
        });
        return command;
    }
}
