using Floe.JobService.Engines;
using Floe.JobService.Hosting;

namespace Floe.JobService.Dispatch;

/// <summary>The gates of all engines, for one term of leadership.</summary>
internal sealed class EngineGates : IDisposable
{
    private readonly EngineSet _engines;
    private readonly int _maxInProcess;
    private readonly Dictionary<string, EngineGate> _gates = [];
    private readonly EngineGate _unknown = new(EngineAdmission.Unlimited);

    public EngineGates(EngineSet engines, JobServiceOptions options)
    {
        _engines = engines;
        _maxInProcess = options.MaxRunningJobs;
        foreach (var engine in engines.All) _gates.TryAdd(engine.Name, new EngineGate(Admission(engine, options.Engines.GetValueOrDefault(engine.Name))));
    }

    public IEnumerable<string> Names => _gates.Keys;

    public EngineGate Of(string engine) => _gates.GetValueOrDefault(engine) ?? _unknown;

    /// <summary>Engines that take one more run now.</summary>
    public IReadOnlyList<string> Open()
    {
        var isFull = _engines.All.Where(engine => !engine.OutlivesService).Sum(engine => Of(engine.Name).Running) >= _maxInProcess;
        return [.. _gates.Where(gate => gate.Value.IsOpen && _engines.Named(gate.Key) is { Away: null } engine && (engine.OutlivesService || !isFull)).Select(gate => gate.Key)];
    }

    /// <summary>When the next token comes at the latest; null where no engine waits for one.</summary>
    public TimeSpan? NextToken() => _gates.Values.Where(gate => !gate.IsFull && !gate.IsOpen).Min(gate => gate.Period);

    /// <summary>What the settings say, and the engine's own word where they say nothing.</summary>
    private static EngineAdmission Admission(IJobEngine engine, EngineAdmission? settings) => settings is null ? engine.Admission : new(
        settings.StartsPerSecond ?? engine.Admission.StartsPerSecond,
        settings.StartsPerSecond is null ? Math.Max(settings.Burst, engine.Admission.Burst) : settings.Burst,
        settings.MaxRunning ?? engine.Admission.MaxRunning);

    public void Dispose()
    {
        foreach (var gate in _gates.Values) gate.Dispose();
        _unknown.Dispose();
    }
}
