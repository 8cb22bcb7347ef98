using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Spark.Applications;
using Floe.JobService.Spark.Manifests;
using Floe.JobService.Spark.Settings;

namespace Floe.JobService.Dispatch;

/// <summary>Shows what a submit would come to, and stores nothing.</summary>
internal sealed class DryRuns(EngineSet engines, SparkOptions spark, Engines.SparkSubmit.SparkTableBuckets buckets)
{
    public async Task<DryRunResult> RunAsync(JobDefinition definition, CancellationToken cancellationToken)
    {
        var engine = engines.For(definition);
        var errors = new List<FieldError>(await SubmitCheck.ErrorsAsync(engines, definition, cancellationToken));
        var plan = engine is IPlanningEngine planning ? await planning.PlanAsync(definition, cancellationToken) : new();
        // A manifest is worth seeing also where no cluster is set up yet.
        if (plan.Application is null && (definition.Engine == EngineNames.SparkOperator || definition.Application is not null))
            plan = plan with { Application = await ApplicationAsync(definition, errors, cancellationToken) };
        return new()
        {
            Engine = engine?.Name,
            Valid = errors.Count == 0,
            Errors = errors,
            Application = plan.Application,
            Command = plan.Command,
            Properties = plan.Properties,
            Environment = plan.Environment,
        };
    }

    private async Task<Contracts.SparkApplications.SparkApplication> ApplicationAsync(JobDefinition definition, List<FieldError> errors, CancellationToken cancellationToken)
    {
        string? arn = null;
        try
        {
            arn = await buckets.ResolveAsync(definition.TableBucket, cancellationToken);
        }
        catch (Engines.Embedded.RunInputException e)
        {
            errors.Add(new("$.tableBucket", $"is '{definition.TableBucket}'.", e.Message));
        }
        var identity = new ApplicationIdentity { JobId = DryRunResult.NoJob, Queue = definition.Queue, TableBucketArn = arn, TraceParent = System.Diagnostics.Activity.Current?.Id };
        var application = SparkApplicationWriter.Write(definition, identity, spark);
        errors.AddRange(SparkApplicationValidator.Validate(application));
        return TimeToLive.TakenOver(application);
    }
}
