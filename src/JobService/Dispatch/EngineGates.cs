using Floe.JobService.Engines;

namespace Floe.JobService.Dispatch;

/// <summary>The gates of all engines, for one term of leadership.</summary>
internal sealed class EngineGates : IDisposable
{
    private readonly EngineSet _engines;
    private readonly Dictionary<string, EngineGate> _gates = [];
    private readonly EngineGate _unknown = new(EngineAdmission.Unlimited);

    /// <param name="engines">The engines of this service.</param>
    /// <param name="settings">What the service's settings say, by engine.</param>
    public EngineGates(EngineSet engines, IReadOnlyDictionary<string, EngineAdmission> settings)
    {
        _engines = engines;
        foreach (var engine in engines.All) _gates.TryAdd(engine.Name, new EngineGate(settings.GetValueOrDefault(engine.Name) ?? engine.Admission));
    }

    public IEnumerable<string> Names => _gates.Keys;

    public EngineGate Of(string engine) => _gates.GetValueOrDefault(engine) ?? _unknown;

    /// <summary>Engines that take one more run now.</summary>
    public IReadOnlyList<string> Open() => [.. _gates.Where(gate => gate.Value.IsOpen && _engines.Named(gate.Key)?.Away is null).Select(gate => gate.Key)];

    /// <summary>When the next token comes at the latest; null where no engine waits for one.</summary>
    public TimeSpan? NextToken() => _gates.Values.Where(gate => !gate.IsFull && !gate.IsOpen).Min(gate => gate.Period);

    public void Dispose()
    {
        foreach (var gate in _gates.Values) gate.Dispose();
        _unknown.Dispose();
    }
}
