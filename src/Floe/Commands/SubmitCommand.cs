using System.CommandLine;
using Floe.Cli.Output;
using Floe.JobService.Contracts;

namespace Floe.Cli.Commands;

internal static class SubmitCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A SQL script on this machine, or s3://bucket/key of one." };
        var tableBucket = new Option<string>("--table-bucket") { Description = "The table bucket that the catalog s3tablesbucket stands for.", HelpName = "NAME|ARN", Required = true };
        var variables = new Option<string[]>("--var") { Description = "Value for ${name} in the script; may be given again.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };
        var name = new Option<string?>("--name") { Description = "A name for people. Default: the script's." };
        var maxRejected = new Option<long>("--max-rejected-rows") { Description = "Input rows that may be left out because they do not fit; the default is none." };
        var timeout = new Option<int?>("--timeout") { Description = "Fail the job after this many seconds." };
        var key = new Option<string?>("--idempotency-key") { Description = "The same key with the same job is the same job: safe to send again." };
        var queue = new Option<string?>("--queue") { Description = "The queue to wait in." };
        var priority = new Option<int>("--priority") { Description = "-1000 to 1000; the higher goes first in its queue." };
        var labels = new Option<string[]>("--label") { Description = "A label for filters; may be given again.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };
        var attempts = new Option<int?>("--max-attempts") { Description = "Run it again when it fails, so often in all. Only for jobs that may run twice." };
        var wait = new Option<bool>("--wait") { Description = "Follow the log and exit with the job's outcome." };
        var server = Shared.Server();
        var output = Shared.Output();
        var command = new Command("submit", "Submit a SQL script as a job.") { file, tableBucket, variables, name, maxRejected, timeout, queue, priority, labels, attempts, key, wait, server, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var definition = await ReadScriptAsync(
                parsed.GetValue(file)!,
                new()
                {
                    TableBucket = parsed.GetValue(tableBucket)!,
                    Variables = Variables.Parse(parsed.GetValue(variables)!),
                    Name = parsed.GetValue(name),
                    MaxRejectedRows = parsed.GetValue(maxRejected),
                    TimeoutSeconds = parsed.GetValue(timeout),
                    Queue = parsed.GetValue(queue),
                    Priority = parsed.GetValue(priority),
                    Labels = Labels.Parse(parsed.GetValue(labels)!),
                    Retry = parsed.GetValue(attempts) is { } most ? new RetryPolicy { MaxAttempts = most } : null,
                },
                cancellationToken);
            return await RunAsync(definition, parsed.GetValue(key), parsed.GetValue(wait), parsed.GetValue(server)!, parsed.GetValue(output), cancellationToken);
        });
        return command;
    }

    private static async Task<JobDefinition> ReadScriptAsync(string file, JobDefinition definition, CancellationToken cancellationToken)
    {
        var name = definition.Name ?? Path.GetFileNameWithoutExtension(file);
        if (file.StartsWith("s3://", StringComparison.Ordinal) || file.StartsWith("s3a://", StringComparison.Ordinal))
            return definition with { Name = name, ScriptLocation = file };
        if (!File.Exists(file)) throw new UserErrorException($"no script at {file}. Give a file on this machine or an s3:// location.");
        return definition with { Name = name, Script = await File.ReadAllTextAsync(file, cancellationToken) };
    }

    private static async Task<int> RunAsync(JobDefinition definition, string? key, bool wait, Uri server, OutputFormat format, CancellationToken cancellationToken)
    {
        using var connection = new JobsConnection(server);
        var job = await connection.Client.SubmitAsync(definition, key, cancellationToken);
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
}
