using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Floe.FakeKubernetes.Server;

/// <summary>The operator's admission webhook (2.5.2): defaults and checks of SparkApplications.</summary>
public static partial class Webhook
{
    private static readonly string[] Denied = ["spark.master", "spark.kubernetes.driver.master", "spark.kubernetes.container.image", "spark.kubernetes.driver.container.image", "spark.kubernetes.executor.container.image"];

    public static void Admit(JsonObject application)
    {
        var name = (string?)application["metadata"]?["name"] ?? "";
        var spec = application["spec"]?.AsObject() ?? throw Deny("spec is missing");
        if (!Dns1035().IsMatch(name) || name.Length > 63) throw Deny($"invalid SparkApplication name \"{name}\"");
        foreach (var key in (spec["sparkConf"] as JsonObject ?? []).Select(pair => pair.Key).Where(key => Denied.Contains(key) || key.Contains("oauthToken", StringComparison.Ordinal)))
            throw Deny($"sparkConf key \"{key}\" is not allowed");
        if (spec["nodeSelector"] is not null && (spec["driver"]?["nodeSelector"] ?? spec["executor"]?["nodeSelector"]) is not null)
            throw Deny("node selector cannot be defined at both SparkApplication and Driver/Executor");
        spec["type"] ??= "Scala";
        spec["mode"] ??= "cluster";
        var policy = spec["restartPolicy"] as JsonObject ?? [];
        if (spec["restartPolicy"] is null) spec["restartPolicy"] = policy;
        policy["type"] ??= "Never";
        policy["onFailureRetryInterval"] ??= 5;
        policy["onSubmissionFailureRetryInterval"] ??= 5;
        foreach (var role in new[] { "driver", "executor" })
        {
            if (spec[role] is not JsonObject pod) continue;
            pod["cores"] ??= 1;
            pod["memory"] ??= "1g";
        }
    }

    private static ApiException Deny(string why) => new(403, "Forbidden", $"admission webhook \"validate-sparkapplication.sparkoperator.k8s.io\" denied the request: {why}");

    [GeneratedRegex("^[a-z]([-a-z0-9]*[a-z0-9])?$")]
    private static partial Regex Dns1035();
}
