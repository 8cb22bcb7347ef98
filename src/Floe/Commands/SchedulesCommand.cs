using System.CommandLine;
using Floe.Cli.Output;
using Floe.Cli.Platform;
using Floe.JobService.Client;
using Floe.JobService.Contracts;

namespace Floe.Cli.Commands;

internal static class SchedulesCommand
{
    private const int TimesShown = 5;

    public static Command Create()
    {
        var name = new Argument<string?>("name") { Description = "One schedule, with its next times; all where none is given.", Arity = ArgumentArity.ZeroOrOne };
        var server = Shared.Server();
        var output = Shared.Output();
        var command = new Command("schedules", "List schedules, or show one.") { name, server, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = new JobsConnection(parsed.GetValue(server)!);
            if (parsed.GetValue(name) is { } one)
            {
                var times = await connection.Client.NextTimesAsync(one, TimesShown, cancellationToken);
                Printed.Write(await connection.Client.GetScheduleAsync(one, cancellationToken), parsed.GetValue(output), schedule => [.. Lines([schedule]), "", .. times.Select(JobPrinter.Time)]);
            }
            else Printed.Write(await connection.Client.ListSchedulesAsync(cancellationToken), parsed.GetValue(output), list => Lines(list.Schedules));
            return ExitCode.Success;
        });
        return command;
    }

    private static IEnumerable<string> Lines(IReadOnlyList<ScheduleDetails> schedules) => TextTable.Lines(
        ["SCHEDULE", "CRON", "TIME ZONE", "NEXT", "LAST", "RESULT"],
        [.. schedules.Select(schedule => new[]
        {
            schedule.Name,
            schedule.Settings.Cron,
            schedule.Settings.TimeZone,
            schedule.Settings.Suspended ? "suspended" : Time(schedule.NextAt),
            Time(schedule.LastAt),
            schedule.LastResult ?? "",
        })]);

    private static string Time(DateTimeOffset? time) => time is { } at ? JobPrinter.Time(at) : "";
}
