namespace Floe.JobService.Api.Documentation;

/// <summary>Describes the parts of paths.</summary>
internal static class PathDocs
{
    private const string NameRule = "1 to 63 lower-case letters, digits and hyphens, the first and the last no hyphen.";

    public static string Of(string operation, string name) => name switch
    {
        "id" => operation.EndsWith("Key", StringComparison.Ordinal) ? "The key's id, as the list of keys shows it." : "The job's id.",
        "kind" => "SparkApplication or ScheduledSparkApplication.",
        "space" => "The Kubernetes namespace.",
        "name" when operation.StartsWith("getExternal", StringComparison.Ordinal) => "The application's name.",
        _ => NameRule,
    };
}
