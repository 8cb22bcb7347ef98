namespace Floe.Cli.Sql;

/// <summary>What the engine says while it works. All of it is for who asks; what concerns the data is for everybody.</summary>
internal sealed class SessionLog(TextWriter writer, bool verbose)
{
    /// <summary>How the lines begin that tell of input rows left out and of headers that differ.</summary>
    private static readonly string[] AboutData = ["  warning: ", "  view ", "    rejected ", "    ... and "];

    public void Write(string line)
    {
        if (verbose || AboutData.Any(start => line.StartsWith(start, StringComparison.Ordinal))) writer.WriteLine(line);
    }
}
