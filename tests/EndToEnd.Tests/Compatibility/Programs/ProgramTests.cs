using System.Runtime.ExceptionServices;

namespace Floe.EndToEnd.Tests.Compatibility.Programs;

/// <summary>Every scenario with the programs that people use on S3.</summary>
public sealed class ProgramTests(CompatibilityRun run)
{
    public static IEnumerable<TheoryDataRow<string>> All => ProgramScenarioList.All.Select(scenario => new TheoryDataRow<string>(scenario.Id) { Label = scenario.Id });

    [Theory]
    [MemberData(nameof(All))]
    public async Task Holds_with(string scenario)
    {
        var outcome = await run.Programs.PlayAsync(ProgramScenarioList.All.Single(each => each.Id == scenario));
        Assert.SkipWhen(outcome.Kind == OutcomeKind.Unavailable, outcome.Reason ?? "");
        if (outcome.Error is { } error) ExceptionDispatchInfo.Throw(error);
    }
}
