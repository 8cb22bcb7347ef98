using Floe.JobService.Contracts;
using Floe.JobService.Engines;

namespace Floe.JobService.Dispatch;

/// <summary>What keeps a job from being accepted as things are: no engine for it, or an engine that cannot run it here.</summary>
internal static class SubmitCheck
{
    public static async Task<IReadOnlyList<FieldError>> ErrorsAsync(IJobEngine? engine, JobDefinition definition, CancellationToken cancellationToken) =>
        engine is null ? [NoEngine(definition)] : await engine.CheckAsync(definition, cancellationToken);

    private static FieldError NoEngine(JobDefinition definition) => definition.Engine is { } name
        ? new("$.engine", $"is '{name}', which is no engine of this service that runs jobs of the kind {definition.Kind}.", "Leave it out, or name one that is set up.")
        : new("$.kind", $"is '{definition.Kind}', which no engine of this service runs.", "Set up an engine for it.");
}
