using System.Text.RegularExpressions;

namespace Floe.JobService.Spark.Manifests;

/// <summary>Settings that the operator's webhook refuses since 2.5.2 (kubeflow/spark-operator#3043): they would get around fields that a cluster's rules look at.</summary>
internal static partial class DeniedSparkConf
{
    private static readonly Dictionary<string, string> Fields = new()
    {
        ["spark.kubernetes.authenticate.driver.serviceAccountName"] = "Use spec.driver.serviceAccount.",
        ["spark.kubernetes.authenticate.executor.serviceAccountName"] = "Use spec.executor.serviceAccount.",
        ["spark.master"] = "Remove it: the operator sets it.",
        ["spark.kubernetes.driver.master"] = "Remove it: the operator sets it.",
        ["spark.kubernetes.container.image"] = "Use spec.image.",
        ["spark.kubernetes.driver.container.image"] = "Use spec.driver.image.",
        ["spark.kubernetes.executor.container.image"] = "Use spec.executor.image.",
    };

    /// <summary>What to do instead; null where the setting is allowed.</summary>
    public static string? Remedy(string key) => Fields.GetValueOrDefault(key) ?? (Token().IsMatch(key) ? "Remove it: pods use their service account's token." : null);

    [GeneratedRegex(@"^spark\.kubernetes\.authenticate\..*oauthToken(File)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
