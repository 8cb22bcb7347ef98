namespace Floe.Cli.Output;

/// <summary>An answer on standard output: as JSON, or as lines for people.</summary>
internal static class Printed
{
    public static void Write<T>(T value, OutputFormat format, Func<T, IEnumerable<string>> lines)
    {
        if (format == OutputFormat.Json) Console.WriteLine(Json.Format(value));
        else
            foreach (var line in lines(value)) Console.WriteLine(line);
    }
}
