using System.Runtime.ExceptionServices;
using Floe.EndToEnd.Tests.Compatibility.Clients;
using Floe.EndToEnd.Tests.Compatibility.Scenarios;

namespace Floe.EndToEnd.Tests.Compatibility;

/// <summary>Every scenario with one client. A class a client, so that the clients take turns on the cores.</summary>
public abstract class ScenarioTests(CompatibilityRun run)
{
    public static IEnumerable<TheoryDataRow<string>> All => ScenarioList.All.Select(scenario => new TheoryDataRow<string>(scenario.Id) { Label = scenario.Id });

    private protected async Task HoldsAsync(ClientKind client, string id)
    {
        var outcome = await run.PlayAsync(client, ScenarioList.All.Single(scenario => scenario.Id == id));
        Assert.SkipWhen(outcome.Kind is OutcomeKind.NotWithThisClient or OutcomeKind.NotOffered or OutcomeKind.Unavailable, outcome.Reason ?? "");
        if (outcome.Error is { } error) ExceptionDispatchInfo.Throw(error);
    }
}

public sealed class AwsCliTests(CompatibilityRun run) : ScenarioTests(run)
{
    [Theory]
    [MemberData(nameof(All))]
    public Task Holds_with_the_AWS_CLI(string scenario) => HoldsAsync(ClientKind.AwsCli, scenario);
}

public sealed class Boto3Tests(CompatibilityRun run) : ScenarioTests(run)
{
    [Theory]
    [MemberData(nameof(All))]
    public Task Holds_with_boto3(string scenario) => HoldsAsync(ClientKind.Boto3, scenario);
}

public sealed class DotNetTests(CompatibilityRun run) : ScenarioTests(run)
{
    [Theory]
    [MemberData(nameof(All))]
    public Task Holds_with_dotnet(string scenario) => HoldsAsync(ClientKind.DotNet, scenario);
}

public sealed class JavaScriptTests(CompatibilityRun run) : ScenarioTests(run)
{
    [Theory]
    [MemberData(nameof(All))]
    public Task Holds_with_JavaScript(string scenario) => HoldsAsync(ClientKind.JavaScript, scenario);
}
