using Floe.JobService.Engines.SparkOperator;
using Floe.ServiceDefaults.Startup;
using Microsoft.Extensions.Configuration;

namespace Floe.JobService.Tests.Kubernetes;

/// <summary>Which cluster the settings mean.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public void All_that_is_wrong_is_told_in_one_message()
    {
        var refusal = Assert.Throws<StartupException>(() => Read(
            ("JobService:SparkOperator:StartsPerSecond", "fast"), ("JobService:SparkOperator:MaxRunning", "0"), ("JobService:SparkOperator:ExecutorLogs", "perhaps"),
            ("JobService:SparkOperator:Namespaces", "Spark_Jobs,fine"), ("KUBECONFIG", $"a{Path.PathSeparator}b")));

        Assert.All(
            ["StartsPerSecond (environment: JobService__SparkOperator__StartsPerSecond) is 'fast'", "MaxRunning", "ExecutorLogs", "has 'Spark_Jobs'", "kubectl config view --flatten"],
            words => Assert.Contains(words, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_kubeconfig_that_is_named_wins_over_the_pod_s_account()
    {
        var named = Read(("JobService:SparkOperator:Kubeconfig", "here"), ("KUBERNETES_SERVICE_HOST", "10.0.0.1")).Cluster;

        Assert.Equal((Path.GetFullPath("here"), null), (named.Kubeconfig, named.ServiceAccount));
    }

    [Fact]
    public void In_a_pod_its_account_is_used()
    {
        var account = Read(("KUBERNETES_SERVICE_HOST", "fd00::1"), ("KUBERNETES_SERVICE_PORT", "6443"), ("JobService:SparkOperator:ServiceAccountFolder", "folder")).Cluster.ServiceAccount!;

        Assert.Equal(("fd00::1", 6443, Path.GetFullPath("folder")), (account.Host, account.Port, account.Folder));
    }

    [Fact]
    public void A_context_alone_means_the_user_s_own_kubeconfig_also_in_a_pod()
    {
        var own = Read(("JobService:SparkOperator:Context", "there"), ("KUBERNETES_SERVICE_HOST", "10.0.0.1")).Cluster;

        Assert.Equal(("there", null), (own.Context, own.ServiceAccount));
        Assert.EndsWith(Path.Combine(".kube", "config"), own.Kubeconfig, StringComparison.Ordinal);
    }

    [Fact]
    public void The_account_s_port_has_to_be_one() =>
        Assert.Contains("KUBERNETES_SERVICE_PORT is 'tcp://10.0.0.1:443'", Assert.Throws<StartupException>(() => Read(("KUBERNETES_SERVICE_HOST", "10.0.0.1"), ("KUBERNETES_SERVICE_PORT", "tcp://10.0.0.1:443"))).Message, StringComparison.Ordinal);

    private static SparkOperatorOptions Read(params (string Key, string Value)[] settings) =>
        SparkOperatorConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value))).Build(), "spark-jobs");
}
