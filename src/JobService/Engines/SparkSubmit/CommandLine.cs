using System.Text.RegularExpressions;

namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>A call as one would type it.</summary>
internal static partial class CommandLine
{
    public static string Of(string program, IEnumerable<string> arguments) => string.Join(' ', arguments.Prepend(program).Select(Quote));

    private static string Quote(string argument) => Plain().IsMatch(argument) ? argument : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[A-Za-z0-9_./:=,@%+-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
