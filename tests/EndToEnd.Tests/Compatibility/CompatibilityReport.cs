using Floe.EndToEnd.Tests.Compatibility.Clients;
using Floe.EndToEnd.Tests.Compatibility.Programs;
using Floe.EndToEnd.Tests.Compatibility.Scenarios;

namespace Floe.EndToEnd.Tests.Compatibility;

/// <summary>What all plays say about each operation and each rule.</summary>
internal sealed record CompatibilityReport(IReadOnlyList<Play> Plays, IReadOnlyList<(ProgramScenario Scenario, Outcome Outcome)> Programs)
{
    public string? FirstMissingClient => Outcomes.FirstOrDefault(outcome => outcome.Kind == OutcomeKind.Unavailable)?.Reason;

    /// <summary>What went wrong, a line a play: the document itself says only which rule did not hold.</summary>
    public IEnumerable<string> Faults => Plays
        .Where(play => play.Outcome.Kind == OutcomeKind.Failed)
        .Select(play => $"{play.Client.Title()}, {play.Scenario.Id}: {play.Outcome.Reason}")
        .Concat(Programs.Where(play => play.Outcome.Kind == OutcomeKind.Failed).Select(play => $"{play.Scenario.Id}: {play.Outcome.Reason}"));

    private IEnumerable<Outcome> Outcomes => Plays.Select(play => play.Outcome).Concat(Programs.Select(play => play.Outcome));

    /// <summary>An operation works with a client if every scenario that proves it held.</summary>
    public Cell Operation(Area area, string operation, ClientKind client) =>
        Cell.Of([.. Plays.Where(play => play.Client == client && play.Scenario.Area == area && play.Scenario.Proves.Contains(operation))]);

    public Cell Rule(Scenario scenario, ClientKind client) =>
        Cell.Of([.. Plays.Where(play => play.Client == client && play.Scenario == scenario)]);
}
