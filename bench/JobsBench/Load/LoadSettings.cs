namespace Floe.JobsBench.Load;

/// <summary>The knobs of the operator's load test of "Data on EKS" (a locust file), of the same names and with the same meaning.</summary>
/// <param name="Users">Submitters at the same time.</param>
/// <param name="Template">File with a SparkApplication in YAML; name and namespace are replaced.</param>
/// <param name="NamePrefix">Lower-case letters, digits and hyphens, a letter first.</param>
/// <param name="NameSuffixLength">Random letters and digits after it, 1 or more.</param>
/// <param name="JobsPerUser">1 or more.</param>
/// <param name="MaxFailures">Of one user; then the whole run stops.</param>
/// <param name="JobsPerMinute">Of each user. Pacing, not pauses: a slow answer does not lower the rate.</param>
/// <param name="Namespaces">Taken in turn by the submits of all users.</param>
/// <param name="NoCleanup">Leaves jobs as they are; else those that are not over are cancelled at the end.</param>
internal sealed record LoadSettings(
    int Users, string Template, string NamePrefix, int NameSuffixLength, int JobsPerUser, int MaxFailures, double JobsPerMinute, IReadOnlyList<string> Namespaces, bool NoCleanup)
{
    public int Jobs => Users * JobsPerUser;
}
