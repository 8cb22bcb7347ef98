using System.Text;
using Testcontainers.K3s;

namespace Floe.Containers.Tests.Cluster;

/// <summary>K3s in a container, which installs the Spark Operator itself: it applies what lies in its manifests folder, charts too.</summary>
internal static class K3sOperator
{
    public const string OperatorVersion = "2.5.2";

    private const string Image = "docker.io/rancher/k3s:v1.32.5-k3s1";

    /// <summary>Images come from Docker Hub on the first run.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private const string Manifests = $"""
        apiVersion: v1
        kind: Namespace
        metadata:
          name: {RealCluster.OperatorsNamespace}
        ---
        apiVersion: v1
        kind: Secret
        metadata:
          name: floe-aws
          namespace: {RealCluster.OperatorsNamespace}
        stringData:
          AWS_ACCESS_KEY_ID: test
          AWS_SECRET_ACCESS_KEY: test
        ---
        apiVersion: helm.cattle.io/v1
        kind: HelmChart
        metadata:
          name: spark-operator
          namespace: kube-system
        spec:
          repo: https://kubeflow.github.io/spark-operator
          chart: spark-operator
          version: {OperatorVersion}
          targetNamespace: spark-operator
          createNamespace: true
          valuesContent: |-
            spark:
              jobNamespaces: [{RealCluster.OperatorsNamespace}]
              serviceAccount:
                name: spark
        """;

    public static K3sContainer Build() => new K3sBuilder(Image).WithResourceMapping(Encoding.UTF8.GetBytes(Manifests), "/var/lib/rancher/k3s/server/manifests/spark-operator.yaml").Build();

    /// <summary>Returns when controller and webhook run.</summary>
    public static async Task UntilReadyAsync(AdminApi admin)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await IsReadyAsync(admin)) await Task.Delay(TimeSpan.FromSeconds(2), limit.Token);
    }

    /// <summary>Whether an operator of some release runs in the cluster, its webhook too.</summary>
    public static async Task<bool> IsReadyAsync(AdminApi admin)
    {
        var deployments = await admin.GetAsync("apis/apps/v1/deployments?labelSelector=app.kubernetes.io%2Fname%3Dspark-operator");
        var items = deployments["items"]!.AsArray();
        return items.Count > 0 && items.All(item => ((int?)item!["status"]?["readyReplicas"] ?? 0) > 0);
    }
}
