using System.CommandLine;
using Floe.Cli.Output;
using Floe.Cli.Platform;
using Floe.Engine;

namespace Floe.Cli.Commands;

internal static class ResultCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The job." };
        var server = Shared.Server();
        var output = Shared.Output();
        var command = new Command("result", "Show the rows of a job's last SELECT.") { id, server, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = new JobsConnection(parsed.GetValue(server)!);
            var rows = await connection.Client.ResultAsync(parsed.GetValue(id)!, cancellationToken)
                ?? throw new UserErrorException($"job {parsed.GetValue(id)} has no result rows: it has not succeeded, or its script has no SELECT. `floe jobs {parsed.GetValue(id)}` shows where it stands.");
            if (parsed.GetValue(output) == OutputFormat.Json) Console.WriteLine(Json.Format(rows));
            else Console.Write(ResultTable.Format(rows, width: null));
            return ExitCode.Success;
        });
        return command;
    }
}
