using System.CommandLine;
using System.Globalization;
using Floe.Cli.Output;
using Floe.Cli.Platform;
using Floe.JobService.Client;
using Floe.JobService.Contracts;

namespace Floe.Cli.Commands;

internal static class JobsCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("id") { Description = "One job, with its attempts and history; all jobs where none is given.", Arity = ArgumentArity.ZeroOrOne };
        var states = new Option<JobState[]>("--state") { Description = "Only jobs in this state; may be given again.", DefaultValueFactory = _ => [] };
        var queue = new Option<string?>("--queue") { Description = "Only jobs of this queue." };
        var engine = new Option<string?>("--engine") { Description = "Only jobs of this engine." };
        var schedule = new Option<string?>("--schedule") { Description = "Only jobs that this schedule submitted." };
        var owner = new Option<string?>("--owner") { Description = "Only jobs of this owner; for administrators." };
        var name = new Option<string?>("--name") { Description = "Only jobs whose name begins so." };
        var labels = new Option<string[]>("--label") { Description = "Only jobs with this label; may be given again.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };
        var since = new Option<DateTimeOffset?>("--since") { Description = "Only jobs submitted at this time or later, such as 2026-01-31T12:00:00Z; without a zone in this machine's.", HelpName = "TIME", CustomParser = Time };
        var limit = new Option<int>("--limit") { Description = "Jobs to show at most, 1 to 1000.", DefaultValueFactory = _ => 50 };
        var cursor = new Option<string?>("--cursor") { Description = "The next page: what the page before said." };
        var external = new Option<bool>("--external") { Description = "What others run on the cluster instead; for administrators." };
        var server = Shared.Server();
        var output = Shared.Output();
        var command = new Command("jobs", "List jobs, newest first, or show one.") { id, states, queue, engine, schedule, owner, name, labels, since, limit, cursor, external, server, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = new JobsConnection(parsed.GetValue(server)!);
            var format = parsed.GetValue(output);
            if (parsed.GetValue(id) is { } one)
            {
                Printed.Write(await connection.Client.GetAsync(one, cancellationToken), format, JobPrinter.Lines);
                return ExitCode.Success;
            }
            if (parsed.GetValue(external))
            {
                var found = await connection.Client.ListExternalAsync(parsed.GetValue(limit), parsed.GetValue(cursor), cancellationToken);
                Printed.Write(found, format, JobPrinter.Lines);
                await TellMoreAsync(found.NextCursor, format);
                return ExitCode.Success;
            }
            var query = new JobListQuery
            {
                States = parsed.GetValue(states)!,
                Queue = parsed.GetValue(queue),
                Engine = parsed.GetValue(engine),
                Schedule = parsed.GetValue(schedule),
                Owner = parsed.GetValue(owner),
                NamePrefix = parsed.GetValue(name),
                Labels = Labels.Parse(parsed.GetValue(labels)!) ?? new Dictionary<string, string>(),
                CreatedAfter = parsed.GetValue(since),
                Limit = parsed.GetValue(limit),
                Cursor = parsed.GetValue(cursor),
            };
            var page = await connection.Client.ListAsync(query, cancellationToken);
            Printed.Write(page, format, JobPrinter.Lines);
            await TellMoreAsync(page.NextCursor, format);
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Beside the list, not in it: the list may go on into another program.</summary>
    private static async Task TellMoreAsync(string? cursor, OutputFormat format)
    {
        if (cursor is not null && format == OutputFormat.Text) await Console.Error.WriteLineAsync($"There are more: --cursor {cursor}");
    }

    private static DateTimeOffset? Time(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time)) return time;
        result.AddError($"--since is '{text}', which is no time. Give one such as 2026-01-31T12:00:00Z.");
        return null;
    }
}
