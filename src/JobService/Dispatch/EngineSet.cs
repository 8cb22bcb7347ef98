using Floe.JobService.Contracts;
using Floe.JobService.Engines;

namespace Floe.JobService.Dispatch;

/// <summary>The engines of this service. One that was added later goes before those it was added to.</summary>
internal sealed class EngineSet(IEnumerable<IJobEngine> engines)
{
    private readonly IReadOnlyList<IJobEngine> _engines = [.. engines.Reverse()];

    /// <summary>The engine for new jobs of this kind; null where none runs it.</summary>
    public IJobEngine? For(JobKind kind) => _engines.FirstOrDefault(engine => engine.Runs(kind));

    /// <summary>The engine that a job names, or the first that runs its kind; null where that cannot be.</summary>
    public IJobEngine? For(JobDefinition definition) => definition.Engine is { } name
        ? Named(name) is { } engine && engine.Runs(definition.Kind) ? engine : null
        : For(definition.Kind);

    public IReadOnlyList<IJobEngine> All => _engines;

    /// <summary>Null where a job was accepted for an engine that this service no longer has.</summary>
    public IJobEngine? Named(string name) => _engines.FirstOrDefault(engine => engine.Name == name);
}
