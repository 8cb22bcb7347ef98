using System.CommandLine;
using Floe.Cli.Output;
using Floe.Cli.Platform;
using Floe.JobService.Client;
using Floe.JobService.Contracts;

namespace Floe.Cli.Commands;

internal static class SubmitCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A SQL script, a PySpark file (.py), a SparkApplication (.yaml) or a job in the API's JSON (.json) on this machine, or s3://bucket/key of a script." };
        var arguments = new Argument<string[]>("arguments") { Description = "For the job itself; after -- where they begin with a hyphen. Not for SQL, .yaml and .json.", Arity = ArgumentArity.ZeroOrMore };
        var tableBucket = new Option<string?>("--table-bucket") { Description = "The table bucket that the catalog s3tablesbucket stands for. A manifest may name it in the annotation floe/table-bucket.", HelpName = "NAME|ARN" };
        var engine = new Option<string?>("--engine") { Description = "The engine to run on. Default: the service's first for the kind of job.", HelpName = "NAME" };
        var variables = new Option<string[]>("--var") { Description = "Value for ${name} in the script; may be given again.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };
        var name = new Option<string?>("--name") { Description = "A name for people. Default: the script's." };
        var maxRejected = new Option<long>("--max-rejected-rows") { Description = "Input rows that may be left out because they do not fit; the default is none." };
        var timeout = new Option<int?>("--timeout") { Description = "Fail the job after this many seconds." };
        var key = new Option<string?>("--idempotency-key") { Description = "The same key with the same job is the same job: safe to send again." };
        var queue = new Option<string?>("--queue") { Description = "The queue to wait in." };
        var priority = new Option<int>("--priority") { Description = "-1000 to 1000; the higher goes first in its queue." };
        var labels = new Option<string[]>("--label") { Description = "A label for filters; may be given again.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };
        var attempts = new Option<int?>("--max-attempts") { Description = "Run it again when it fails, so often in all. Only for jobs that may run twice." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Store nothing; print what would run: a SparkApplication, or the spark-submit line." };
        var wait = new Option<bool>("--wait") { Description = "Follow the log and exit with the job's outcome." };
        var server = Shared.Server();
        var output = Shared.Output();
        var command = new Command("submit", "Submit a SQL script, a PySpark file, a SparkApplication or a job in JSON.")
        {
            file, arguments, tableBucket, engine, variables, name, maxRejected, timeout, queue, priority, labels, attempts, key, dryRun, wait, server, output,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var job = await SubmittedJob.ReadAsync(
                parsed.GetValue(file)!,
                parsed.GetValue(arguments)!,
                new()
                {
                    TableBucket = parsed.GetValue(tableBucket) ?? "",
                    Engine = parsed.GetValue(engine),
                    Variables = Variables.Parse(parsed.GetValue(variables)!) is { Count: > 0 } values ? values : null,
                    Name = parsed.GetValue(name),
                    MaxRejectedRows = parsed.GetValue(maxRejected),
                    TimeoutSeconds = parsed.GetValue(timeout),
                    Queue = parsed.GetValue(queue),
                    Priority = parsed.GetValue(priority),
                    Labels = Labels.Parse(parsed.GetValue(labels)!),
                    Retry = parsed.GetValue(attempts) is { } most ? new RetryPolicy { MaxAttempts = most } : null,
                },
                cancellationToken);
            using var connection = new JobsConnection(parsed.GetValue(server)!);
            return parsed.GetValue(dryRun)
                ? await DryRunAsync(connection, job, parsed.GetValue(output), cancellationToken)
                : await RunAsync(connection, job, parsed.GetValue(key), parsed.GetValue(wait), parsed.GetValue(output), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(JobsConnection connection, SubmittedJob submitted, string? key, bool wait, OutputFormat format, CancellationToken cancellationToken)
    {
        var job = submitted.Text is { } text
            ? await connection.Client.SubmitTextAsync(text.Content, text.MediaType, key, cancellationToken)
            : await connection.Client.SubmitAsync(submitted.Definition, key, cancellationToken);
        if (!wait)
        {
            Console.WriteLine(format == OutputFormat.Json ? Json.Format(job) : $"{job.Id} {job.State}");
            return ExitCode.Success;
        }

        var log = format == OutputFormat.Json ? TextWriter.Null : Console.Out;
        await log.WriteLineAsync($"job {job.Id}");
        var exitCode = await JobFollower.FollowAsync(connection.Client, job.Id, log, cancellationToken);
        if (format == OutputFormat.Json) Console.WriteLine(Json.Format(await connection.Client.GetAsync(job.Id, cancellationToken)));
        return exitCode;
    }

    /// <summary>As text, the part that another tool takes: YAML for kubectl, a line for a shell.</summary>
    private static async Task<int> DryRunAsync(JobsConnection connection, SubmittedJob submitted, OutputFormat format, CancellationToken cancellationToken)
    {
        var (answer, isValid) = submitted.Text is { } text
            ? await connection.Client.DryRunTextAsync(text.Content, text.MediaType, format == OutputFormat.Json, cancellationToken)
            : await connection.Client.DryRunAsync(submitted.Definition, format == OutputFormat.Json, cancellationToken);
        Console.WriteLine(answer.TrimEnd('\n'));
        return isValid ? ExitCode.Success : ExitCode.Failure;
    }
}
