using Floe.JobService.Contracts;

namespace Floe.JobService.Dispatch;

/// <summary>What keeps a job from being accepted as things are: no engine for it, or an engine that cannot run it here.</summary>
internal static class SubmitCheck
{
    public static async Task<IReadOnlyList<FieldError>> ErrorsAsync(EngineSet engines, JobDefinition definition, CancellationToken cancellationToken) =>
        engines.For(definition) is { } engine ? await engine.CheckAsync(definition, cancellationToken) : [NoEngine(definition, engines)];

    /// <summary>Why none of the engines gets the job, with those that would.</summary>
    public static FieldError NoEngine(JobDefinition definition, EngineSet engines)
    {
        var kind = JobKindNames.Of(definition.Kind);
        var fit = string.Join(", ", engines.All.Where(engine => engine.Runs(definition.Kind)).Select(engine => engine.Name));
        if (definition.Engine is not { } name)
            return new("$.kind", $"is '{kind}', which no engine of this service runs.", $"Set up an engine for it. This service has: {string.Join(", ", engines.All.Select(engine => engine.Name))}.");
        var fault = engines.Named(name) is null ? $"is '{name}', which this service does not have." : $"is '{name}', which does not run jobs of the kind '{kind}'.";
        return new("$.engine", fault, fit.Length > 0 ? $"Use one of: {fit}; or leave it out." : $"No engine of this service runs the kind '{kind}': set one up.");
    }
}
