using Floe.EndToEnd.Tests.Compatibility.Scenarios;

namespace Floe.EndToEnd.Tests.Compatibility;

public sealed class CompatibilityDocumentTests(CompatibilityRun run)
{
    [Fact]
    public void Every_operation_is_proved_by_a_scenario()
    {
        Assert.Empty(Unproved(Area.S3Tables, OperationLists.S3Tables));
        Assert.Empty(Unproved(Area.S3, OperationLists.S3));
        Assert.Empty(Unproved(Area.Warehouse, [.. OperationLists.AllowedOnWarehouse, .. OperationLists.RefusedOnWarehouse]));
    }

    [Fact]
    public async Task The_committed_table_is_what_this_run_has_found()
    {
        Assert.SkipWhen((await run.LakeAsync()).IsForeign, "FLOE_TEST_ENDPOINT names another server.");
        var report = await run.PlayAllAsync();
        Assert.SkipWhen(report.FirstMissingClient is not null, $"A client is missing: {report.FirstMissingClient}.");

        var found = CompatibilityDocument.Write(report);
        var committed = File.Exists(CompatibilityDocument.Path) ? (await File.ReadAllTextAsync(CompatibilityDocument.Path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") : "";
        if (committed == found) return;

        await File.WriteAllTextAsync(CompatibilityDocument.Path, found, TestContext.Current.CancellationToken);
        Assert.Fail($"{CompatibilityDocument.Path} did not say what this run has found. It has been written anew: look at the difference, and commit it if it is right."
            + string.Concat(report.Faults.Select(fault => $"\n{fault}")));
    }

    private static IEnumerable<string> Unproved(Area area, IReadOnlyList<string> operations) =>
        operations.Except(ScenarioList.All.Where(scenario => scenario.Area == area).SelectMany(scenario => scenario.Proves));
}
