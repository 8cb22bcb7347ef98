using System.Collections.Concurrent;
using Floe.EndToEnd.Tests.Compatibility;
using Floe.EndToEnd.Tests.Compatibility.Clients;
using Floe.EndToEnd.Tests.Compatibility.Programs;
using Floe.EndToEnd.Tests.Compatibility.Scenarios;
using Floe.EndToEnd.Tests.Platform;

[assembly: AssemblyFixture(typeof(CompatibilityRun))]

namespace Floe.EndToEnd.Tests.Compatibility;

/// <summary>One service and one of each client for the whole run; every scenario plays once with each client, when it is first asked for.</summary>
public sealed class CompatibilityRun : IAsyncDisposable
{
    /// <summary>Scenes at once with one client: enough to keep it busy, and few enough that none waits long for an answer.</summary>
    private const int ScenesAtOnce = 4;

    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<ClientKind, SemaphoreSlim> _stages = ClientKinds.All.ToDictionary(kind => kind, _ => new SemaphoreSlim(ScenesAtOnce));
    private readonly Lazy<Task<Lake>> _lake;
    private readonly ConcurrentDictionary<ClientKind, Lazy<Task<IClient>>> _clients = [];
    private readonly ConcurrentDictionary<(ClientKind, string), Lazy<Task<Outcome>>> _outcomes = [];

    public CompatibilityRun()
    {
        _lake = new(() => Lake.StartAsync(_stop.Token));
        Programs = new(LakeAsync, _stop.Token);
    }

    internal ProgramPlays Programs { get; }

    internal Task<Lake> LakeAsync() => _lake.Value;

    internal Task<Outcome> PlayAsync(ClientKind kind, Scenario scenario) =>
        _outcomes.GetOrAdd((kind, scenario.Id), _ => new(() => PlayOnceAsync(kind, scenario))).Value;

    internal async Task<CompatibilityReport> PlayAllAsync()
    {
        var plays = ClientKinds.All.SelectMany(kind => ScenarioList.All.Select(async scenario => (kind, scenario, outcome: await PlayAsync(kind, scenario))));
        return new([.. (await Task.WhenAll(plays)).Select(play => new Play(play.kind, play.scenario, play.outcome))], await Programs.PlayAllAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var client in _clients.Values)
            if (client.Value.IsCompletedSuccessfully) await (await client.Value).DisposeAsync();
        if (_lake.IsValueCreated && _lake.Value.IsCompletedSuccessfully) await (await _lake.Value).DisposeAsync();
        foreach (var stage in _stages.Values) stage.Dispose();
        _stop.Dispose();
    }

    private async Task<Outcome> PlayOnceAsync(ClientKind kind, Scenario scenario)
    {
        if (scenario.NotWith.TryGetValue(kind, out var reason)) return Outcome.NotWithThisClient(reason);
        await _stages[kind].WaitAsync(_stop.Token);
        try
        {
            await using var scene = new Scene(await ClientAsync(kind), await ClientAsync(ClientKind.DotNet), (await LakeAsync()).Endpoint, _stop.Token);
            await scenario.RunAsync(scene);
            Assert.Empty(scenario.Proves.Except(scene.Called));
            return Outcome.Held;
        }
        catch (NotOfferedException e)
        {
            return Outcome.NotOffered(e.Message);
        }
        catch (ClientUnavailableException e)
        {
            return Outcome.Unavailable(e.Message);
        }
        catch (Exception e)
        {
            return Outcome.Failed(e);
        }
        finally
        {
            _stages[kind].Release();
        }
    }

    private Task<IClient> ClientAsync(ClientKind kind) =>
        _clients.GetOrAdd(kind, _ => new(async () => await ClientStarter.StartAsync(kind, (await LakeAsync()).Endpoint, _stop.Token))).Value;
}
