namespace Floe.Cli.Sql.Shell;

/// <summary>The commands of the shell itself: a line that begins with a dot.</summary>
internal static class DotCommands
{
    public static IReadOnlyList<string> Names { get; } = [".exit", ".help", ".mode", ".output", ".quit", ".read", ".schema", ".tables", ".timer"];

    public const string Help =
        """
        .help                          these lines
        .tables [namespace]            the tables of the current catalog, and the temporary views
        .schema TABLE                  the statement that makes the table
        .mode table|line|json|csv      how rows are shown
        .output FILE                   the rows of the next query go to FILE: .csv, .json, .parquet, .arrow
        .output                        ... or to the screen after all
        .read FILE                     run the statements of a file
        .timer on|off                  say how long each statement took
        .quit                          leave, as Ctrl+D does

        A statement ends with ; and may have many lines. Temporary views, SET and USE last until you leave.
        Tab completes names and words, Up and Down recall statements, Ctrl+C ends a running statement.

        """;

    public static bool Is(string text) => text.StartsWith('.');

    /// <summary>The command's name and the rest of the line.</summary>
    public static (string Name, string Argument) Parse(string text)
    {
        var trimmed = text.Trim().TrimEnd(';').TrimEnd();
        var space = trimmed.IndexOfAny([' ', '\t']);
        return space < 0 ? (trimmed, "") : (trimmed[..space], trimmed[(space + 1)..].Trim());
    }
}
