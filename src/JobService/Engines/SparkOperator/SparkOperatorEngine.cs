using System.Text;
using Floe.JobService.Contracts;
using Floe.JobService.Contracts.SparkApplications;
using Floe.JobService.Engines.Embedded;
using Floe.JobService.Spark;
using Floe.JobService.Spark.Applications;
using Floe.JobService.Spark.Manifests;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>Spark jobs on Kubernetes: each attempt is a SparkApplication that the Spark Operator runs.</summary>
internal sealed class SparkOperatorEngine(OperatorTools tools) : IPlanningEngine, ISuspendingEngine
{
    public string Name => EngineNames.SparkOperator;

    public bool OutlivesService => true;

    public EngineAdmission Admission => new(tools.Options.StartsPerSecond, tools.Options.Burst, tools.Options.MaxRunning);

    public string? Away => tools.Cluster.Problem;

    public bool Runs(JobKind kind) => true;

    public Task<IReadOnlyList<FieldError>> CheckAsync(JobDefinition definition, CancellationToken cancellationToken)
    {
        // The bucket's ARN does not matter for what the cluster would refuse.
        var application = tools.Source.Write(definition, DryRunResult.NoJob, 1, tableBucketArn: null);
        var errors = new List<FieldError>(SparkApplicationValidator.Validate(application));
        if (application.Metadata.Namespace is { } space && tools.Cluster.Find(space) is null)
            errors.Add(new(definition.Application is null ? "$.spark.namespace" : "$.metadata.namespace", $"is '{space}', which the service does not follow.", $"Use one of: {string.Join(", ", tools.Options.Namespaces)}; or add it to JobService:SparkOperator:Namespaces."));
        if (definition is { Kind: JobKind.Sql, Script: { } script } && Encoding.UTF8.GetByteCount(script) is > SqlRunnerArguments.LongestInline and var length)
            errors.Add(new("$.script", $"has {length:N0} bytes; a script that goes along with a SparkApplication has {SqlRunnerArguments.LongestInline:N0} at most.", "Put it into S3 and send scriptLocation."));
        return Task.FromResult<IReadOnlyList<FieldError>>(errors);
    }

    public async Task<RunPlan> PlanAsync(JobDefinition definition, CancellationToken cancellationToken) => new() { Application = TimeToLive.TakenOver(await ApplicationAsync(definition, cancellationToken)) };

    public Task<RunOutcome> RunAsync(JobRun run, CancellationToken cancellationToken) => new ApplicationRun(run, tools).RunAsync(cancellationToken);

    public Task SuspendAsync(RunReference run, CancellationToken cancellationToken) => HoldAsync(run, isHeld: true, cancellationToken);

    public Task ResumeAsync(RunReference run, CancellationToken cancellationToken) => HoldAsync(run, isHeld: false, cancellationToken);

    private async Task<SparkApplication> ApplicationAsync(JobDefinition definition, CancellationToken cancellationToken)
    {
        try
        {
            return await tools.Source.WriteAsync(definition, DryRunResult.NoJob, 1, cancellationToken);
        }
        catch (RunInputException)
        {
            return tools.Source.Write(definition, DryRunResult.NoJob, 1, tableBucketArn: null);
        }
    }

    private Task HoldAsync(RunReference run, bool isHeld, CancellationToken cancellationToken) => run.Handle is { } handle
        ? new ApplicationHold(run.JobId, ApplicationHandle.Parse(handle), tools).SetAsync(isHeld, cancellationToken)
        : throw ApplicationHold.OnItsWay(run.JobId);
}
