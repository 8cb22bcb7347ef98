using System.CommandLine;
using Floe.Cli.Output;
using Floe.JobService.Client;
using Floe.JobService.Contracts;

namespace Floe.Cli.Commands;

internal static class JobsCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("id") { Description = "One job, with its history; all jobs where none is given.", Arity = ArgumentArity.ZeroOrOne };
        var states = new Option<JobState[]>("--state") { Description = "Only jobs in this state; may be given again.", DefaultValueFactory = _ => [] };
        var queue = new Option<string?>("--queue") { Description = "Only jobs of this queue." };
        var name = new Option<string?>("--name") { Description = "Only jobs whose name begins so." };
        var labels = new Option<string[]>("--label") { Description = "Only jobs with this label; may be given again.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };
        var limit = new Option<int>("--limit") { Description = "Jobs to show at most.", DefaultValueFactory = _ => 50 };
        var server = Shared.Server();
        var output = Shared.Output();
        var command = new Command("jobs", "List jobs, newest first, or show one.") { id, states, queue, name, labels, limit, server, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = new JobsConnection(parsed.GetValue(server)!);
            var format = parsed.GetValue(output);
            if (parsed.GetValue(id) is { } one) Show(await connection.Client.GetAsync(one, cancellationToken), format);
            else
            {
                var query = new JobListQuery
                {
                    States = parsed.GetValue(states)!,
                    Queue = parsed.GetValue(queue),
                    NamePrefix = parsed.GetValue(name),
                    Labels = Labels.Parse(parsed.GetValue(labels)!) ?? new Dictionary<string, string>(),
                    Limit = parsed.GetValue(limit),
                };
                List(await connection.Client.ListAsync(query, cancellationToken), format);
            }
            return ExitCode.Success;
        });
        return command;
    }

    private static void List(JobPage page, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            Console.WriteLine(Json.Format(page));
            return;
        }
        var cells = page.Jobs.Select(job => new[] { job.Id, job.Name, job.State.ToString(), Time(job.CreatedAt), Duration(job.StartedAt, job.EndedAt), job.Reason ?? "" }).ToList();
        foreach (var line in TextTable.Lines(["JOB", "NAME", "STATE", "CREATED", "RAN", "REASON"], cells)) Console.WriteLine(line);
    }

    private static void Show(JobDetails job, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            Console.WriteLine(Json.Format(job));
            return;
        }
        Console.WriteLine($"{job.Id}  {job.Name}  {job.State}{((job.PendingReason ?? job.Reason) is { } reason ? $": {reason}" : "")}");
        Console.WriteLine();
        foreach (var change in job.History) Console.WriteLine($"{Time(change.At)}  {change.State}{(change.Reason is null ? "" : $"  {change.Reason}")}");
        Console.WriteLine();
        foreach (var statement in job.Statements) Console.WriteLine($"line {statement.Line,-4} {statement.Seconds,8:0.00} s  {Statements.Describe(statement)}");
    }

    private static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss");

    private static string Duration(DateTimeOffset? from, DateTimeOffset? to) => from is { } start && to is { } end ? $"{(end - start).TotalSeconds:0.00} s" : "";
}
