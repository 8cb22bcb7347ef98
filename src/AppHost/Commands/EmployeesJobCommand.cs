using Floe.AppHost.Aws;
using Floe.AppHost.Jobs;

namespace Floe.AppHost.Commands;

/// <summary>"Run the employees job": the seed's walk from the uploaded script to the job's end, over the services' own addresses.</summary>
internal static class EmployeesJobCommand
{
    public const string Name = "run-employees-job";

    public static IResourceBuilder<ProjectResource> WithEmployeesJobCommand(
        this IResourceBuilder<ProjectResource> jobservice, IResourceBuilder<ProjectResource> s3tables) =>
        jobservice.WithCommand(Name, "Run the employees job", context => ExecuteAsync(jobservice, s3tables, context), new()
        {
            Description = $"Uploads jobs/employees/employees.sql, creates the table bucket, and loads {EmployeesNames.InputFolder} into a table. Generate data first.",
            IconName = "Play",
            IsHighlighted = true,
            UpdateState = ResourceCommands.WhenHealthy,
            Arguments =
            [
                new() { Name = "tableBucket", Label = "Table bucket", InputType = InputType.Text, Value = EmployeesNames.TableBucket, Required = true },
                new() { Name = "input", Label = "Input", InputType = InputType.Text, Value = EmployeesNames.InputFolder, Required = true },
            ],
        });

    private static async Task<ExecuteCommandResult> ExecuteAsync(
        IResourceBuilder<ProjectResource> jobservice, IResourceBuilder<ProjectResource> s3tables, ExecuteCommandContext context)
    {
        var tableBucket = context.Arguments.GetString("tableBucket")!;
        var input = context.Arguments.GetString("input")!;

        using var lake = new Lake(await s3tables.GetAwsSettingsAsync(context.CancellationToken));
        var script = await lake.UploadAsync(ScriptPath(jobservice), EmployeesNames.Bucket, EmployeesNames.ScriptKey, context.CancellationToken);
        await lake.EnsureTableBucketAsync(tableBucket, context.CancellationToken);

        using var http = await jobservice.CreateHttpClientAsync(context);
        var jobs = new JobsApi(http);
        var id = await jobs.SubmitAsync(
            new()
            {
                Name = "employees",
                TableBucket = tableBucket,
                ScriptLocation = script,
                Variables = new Dictionary<string, string> { ["input"] = input },
            },
            context.CancellationToken);
        await foreach (var line in jobs.FollowLogAsync(id, context.CancellationToken)) context.Logger.LogLine(line);

        var job = await jobs.GetAsync(id, context.CancellationToken);
        return job.State == "Succeeded"
            ? CommandResults.Success($"Job {id} succeeded.", job.Json, CommandResultFormat.Json)
            : CommandResults.Failure($"Job {id} is {job.State}: {job.Reason}", job.Json, CommandResultFormat.Json);
    }

    private static string ScriptPath(IResourceBuilder<IResource> resource) =>
        Path.GetFullPath("../../jobs/employees/employees.sql", resource.ApplicationBuilder.AppHostDirectory);
}
