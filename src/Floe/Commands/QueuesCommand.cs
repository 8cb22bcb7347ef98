using System.CommandLine;
using Floe.Cli.Output;
using Floe.Cli.Platform;
using Floe.JobService.Client;
using Floe.JobService.Contracts;

namespace Floe.Cli.Commands;

internal static class QueuesCommand
{
    public static Command Create()
    {
        var server = Shared.Server();
        var output = Shared.Output();
        var command = new Command("queues", "List queues with their limits and what is in them.") { server, output };
        command.Subcommands.Add(Set());
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = new JobsConnection(parsed.GetValue(server)!);
            Printed.Write(await connection.Client.ListQueuesAsync(cancellationToken), parsed.GetValue(output), list => Lines(list.Queues));
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Set()
    {
        var defaults = new QueueSettings();
        var name = new Argument<string>("name") { Description = "The queue; made where it is not there." };
        var weight = new Option<int>("--weight") { Description = "1 to 1000: its share of starts beside other queues.", DefaultValueFactory = _ => defaults.Weight };
        var running = new Option<int?>("--max-running") { Description = "Jobs that run at a time; 0 holds the queue. Default: no limit.", HelpName = "N" };
        var queued = new Option<int?>("--max-queued") { Description = "Jobs that may wait. Default: no limit.", HelpName = "N" };
        var lowest = new Option<int>("--min-priority") { Description = "The lowest priority that it takes.", DefaultValueFactory = _ => defaults.MinPriority };
        var highest = new Option<int>("--max-priority") { Description = "The highest priority that it takes.", DefaultValueFactory = _ => defaults.MaxPriority };
        var server = Shared.Server();
        var output = Shared.Output();
        var command = new Command("set", "Make a queue, or give it these settings; what is left out is as in a new one.") { name, weight, running, queued, lowest, highest, server, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = new JobsConnection(parsed.GetValue(server)!);
            var settings = new QueueSettings
            {
                Weight = parsed.GetValue(weight),
                MaxRunning = parsed.GetValue(running),
                MaxQueued = parsed.GetValue(queued),
                MinPriority = parsed.GetValue(lowest),
                MaxPriority = parsed.GetValue(highest),
            };
            Printed.Write(await connection.Client.PutQueueAsync(parsed.GetValue(name)!, settings, cancellationToken), parsed.GetValue(output), queue => Lines([queue]));
            return ExitCode.Success;
        });
        return command;
    }

    private static IEnumerable<string> Lines(IReadOnlyList<QueueDetails> queues) => TextTable.Lines(
        ["QUEUE", "WEIGHT", "WAITING", "MAX", "RUNNING", "MAX", "PRIORITIES"],
        [.. queues.Select(queue => new[]
        {
            queue.Name, $"{queue.Settings.Weight}", $"{queue.Waiting}", $"{queue.Settings.MaxQueued}", $"{queue.InEngine}", $"{queue.Settings.MaxRunning}", $"{queue.Settings.MinPriority} to {queue.Settings.MaxPriority}",
        })]);
}
