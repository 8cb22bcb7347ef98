using System.Collections.Concurrent;
using Floe.EndToEnd.Tests.Compatibility.Clients;
using Floe.EndToEnd.Tests.Platform;
using Floe.EndToEnd.Tests.Tools;

namespace Floe.EndToEnd.Tests.Compatibility.Programs;

/// <summary>Plays every scenario with its program once, when it is first asked for.</summary>
internal sealed class ProgramPlays(Func<Task<Lake>> lake, CancellationToken stop)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Outcome>>> _outcomes = [];

    public Task<Outcome> PlayAsync(ProgramScenario scenario) => _outcomes.GetOrAdd(scenario.Id, _ => new(() => PlayOnceAsync(scenario))).Value;

    public async Task<IReadOnlyList<(ProgramScenario Scenario, Outcome Outcome)>> PlayAllAsync()
    {
        var plays = new List<(ProgramScenario, Outcome)>();
        foreach (var scenario in ProgramScenarioList.All) plays.Add((scenario, await PlayAsync(scenario)));
        return plays;
    }

    private async Task<Outcome> PlayOnceAsync(ProgramScenario scenario)
    {
        try
        {
            var program = Tool.Find(scenario.Program.Title()) ?? throw new ClientUnavailableException(Tool.Missing(scenario.Program.Title()));
            using var scene = new ProgramScene(scenario.Program, program, (await lake()).Endpoint, stop);
            await scenario.RunAsync(scene);
            return Outcome.Held;
        }
        catch (ClientUnavailableException e)
        {
            return Outcome.Unavailable(e.Message);
        }
        catch (Exception e)
        {
            return Outcome.Failed(e);
        }
    }
}
