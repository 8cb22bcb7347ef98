using System.Text.RegularExpressions;
using Floe.JobService.Contracts;

namespace Floe.JobService.Api;

/// <summary>Names of queues, schedules, templates, webhooks and engines: what a Kubernetes label takes, in lower case.</summary>
internal static partial class ResourceName
{
    public const string Rule = "Use 1 to 63 lower-case letters, digits and hyphens, the first and the last no hyphen.";

    public static bool IsWellFormed(string name) => Form().IsMatch(name);

    /// <exception cref="BadRequestException">The name of a path is none.</exception>
    public static string Check(string name) => IsWellFormed(name) ? name : throw new BadRequestException(new FieldError("name", $"is '{name}'.", Rule));

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
