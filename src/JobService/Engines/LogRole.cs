using System.Text.RegularExpressions;

namespace Floe.JobService.Engines;

/// <summary>Which log of a run: <c>driver</c>, or <c>executor-7</c>. Part of file names: 1 to 40 lower-case letters, digits and hyphens.</summary>
public static partial class LogRole
{
    /// <summary>What the run itself says. Engines without executors have only this one.</summary>
    public const string Driver = "driver";

    public static string Executor(string id) => $"executor-{id}";

    public static bool IsWellFormed(string role) => Form().IsMatch(role);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
