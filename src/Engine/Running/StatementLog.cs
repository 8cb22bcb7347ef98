using System.Globalization;
using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Running;

/// <summary>Statements in the log of a run, as plain lines.</summary>
internal static class StatementLog
{
    private const int ShownText = 100;
    private const int ShownRows = 20;

    public static void Started(Action<string> log, ScriptStatement statement, int count)
    {
        var text = string.Join(' ', statement.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        log(string.Create(CultureInfo.InvariantCulture, $"[{statement.Number}/{count}] line {statement.Position.Line}: {(text.Length > ShownText ? text[..ShownText] + "..." : text)}"));
    }

    public static void Finished(Action<string> log, StatementOutcome outcome, TimeSpan duration)
    {
        if (outcome.Result is { } result)
            foreach (var line in ResultSetFormatter.Format(result, ShownRows).TrimEnd('\n').Split('\n'))
                log("  " + line);
        var parts = new List<string> { outcome.Target is null ? outcome.Kind : $"{outcome.Kind} {outcome.Target}" };
        if (outcome.Rows is { } rows)
            parts.Add(Count(rows, outcome.Result is { Truncated: true } ? "rows and more" : rows == 1 ? "row" : "rows"));
        if (outcome.Files is { } files)
            parts.Add(Count(files, files == 1 ? "file" : "files"));
        if (outcome.SnapshotId is { } snapshot)
            parts.Add($"snapshot {snapshot.ToString(CultureInfo.InvariantCulture)}");
        if (outcome.RejectedRows > 0)
            parts.Add(Count(outcome.RejectedRows, "rejected"));
        if (outcome.Note is { } note)
            parts.Add(note);
        log($"  {string.Join(", ", parts)} ({duration.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} s)");
    }

    private static string Count(long number, string what) => $"{number.ToString("N0", CultureInfo.InvariantCulture)} {what}";
}
