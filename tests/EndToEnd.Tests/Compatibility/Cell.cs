namespace Floe.EndToEnd.Tests.Compatibility;

/// <summary>A cell of the table: a sign, and what there is to say about it. It says nothing that differs between two runs, such as ids and ports.</summary>
internal sealed record Cell(string Sign, string? Note = null)
{
    public static Cell Of(IReadOnlyList<Play> plays)
    {
        if (First(OutcomeKind.Failed) is { } broken) return new("✗", $"does not hold: {broken.Scenario.Rule}");
        var notOffered = First(OutcomeKind.NotOffered);
        if (First(OutcomeKind.Held) is not null) return new("✓", notOffered is null ? null : $"but for this: {notOffered.Scenario.Rule}");
        return new("–", (notOffered ?? First(OutcomeKind.NotWithThisClient))?.Outcome.Reason ?? "not proved");

        Play? First(OutcomeKind kind) => plays.FirstOrDefault(play => play.Outcome.Kind == kind);
    }
}
