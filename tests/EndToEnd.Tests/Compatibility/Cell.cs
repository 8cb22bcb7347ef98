namespace Floe.EndToEnd.Tests.Compatibility;

/// <summary>A cell of the table. It says nothing that differs between two runs, such as ids and ports.</summary>
internal sealed record Cell(string Text)
{
    public const string Works = "✓";

    public static Cell Of(IReadOnlyList<Play> plays)
    {
        if (plays.Count == 0) return new("not proved");
        var broken = plays.Where(play => play.Outcome.Kind == OutcomeKind.Failed).ToList();
        if (broken.Count > 0) return new($"✗ {broken[0].Scenario.Rule}");
        var notOffered = plays.FirstOrDefault(play => play.Outcome.Kind == OutcomeKind.NotOffered);
        if (notOffered is not null) return new($"– {notOffered.Outcome.Reason}");
        var held = plays.Any(play => play.Outcome.Kind == OutcomeKind.Held);
        return new(held ? Works : $"– {plays[0].Outcome.Reason}");
    }
}
