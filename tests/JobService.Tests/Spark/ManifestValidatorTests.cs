using System.Text;
using Floe.JobService.Contracts.SparkApplications;
using Floe.JobService.Spark.Applications;
using Floe.JobService.Spark.Manifests;

namespace Floe.JobService.Tests.Spark;

public sealed class ManifestValidatorTests
{
    [Fact]
    public void What_the_writer_makes_is_valid() =>
        Assert.Empty(SparkApplicationValidator.Validate(SparkApplicationWriter.Write(Samples.PySpark(), Samples.Identity(), Samples.Options())));

    [Theory]
    // Names: a service and a pod are called after the application.
    [InlineData("$.metadata.name", "metadata: {name: 1taxi}")]
    [InlineData("$.metadata.name", "metadata: {name: Taxi}")]
    [InlineData("$.metadata.name", "metadata: {name: a.b}")]
    [InlineData("$.metadata.namespace", "metadata: {namespace: Team_A}")]
    [InlineData("$.metadata.labels['a b']", "metadata: {labels: {a b: c}}")]
    [InlineData("$.metadata.labels['a']", "metadata: {labels: {a: 'not a value!'}}")]
    [InlineData("$.metadata.annotations['a/b/c']", "metadata: {annotations: {a/b/c: x}}")]
    // Settings that the webhook denies (since 2.5.2).
    [InlineData("$.spec.sparkConf['spark.master']", "sparkConf: {spark.master: local}")]
    [InlineData("$.spec.sparkConf['spark.kubernetes.driver.master']", "sparkConf: {spark.kubernetes.driver.master: x}")]
    [InlineData("$.spec.sparkConf['spark.kubernetes.container.image']", "sparkConf: {spark.kubernetes.container.image: x}")]
    [InlineData("$.spec.sparkConf['spark.kubernetes.executor.container.image']", "sparkConf: {spark.kubernetes.executor.container.image: x}")]
    [InlineData("$.spec.sparkConf['spark.kubernetes.authenticate.driver.serviceAccountName']", "sparkConf: {spark.kubernetes.authenticate.driver.serviceAccountName: x}")]
    [InlineData("$.spec.sparkConf['spark.kubernetes.authenticate.submission.oauthTokenFile']", "sparkConf: {spark.kubernetes.authenticate.submission.oauthTokenFile: x}")]
    [InlineData("$.spec.sparkConf['spark.kubernetes.namespace']", "sparkConf: {spark.kubernetes.namespace: other}")]
    [InlineData("$.spec.sparkConf['fs.s3a.endpoint']", "sparkConf: {fs.s3a.endpoint: x}")]
    // Places.
    [InlineData("$.spec.driver.nodeSelector", "nodeSelector: {a: b}", "nodeSelector: {a: b}")]
    [InlineData("$.spec.driver.template", "sparkVersion: '2.4.8'", "template: {spec: {}}")]
    [InlineData("$.spec.driver.template", "sparkVersion: newest", "template: {spec: {}}")]
    [InlineData("$.spec.driverIngressOptions[1].servicePort", "driverIngressOptions: [{servicePort: 80, servicePortName: a, ingressURLFormat: a}, {servicePort: 80, servicePortName: b, ingressURLFormat: b}]")]
    [InlineData("$.spec.driverIngressOptions[1].ingressURLFormat", "driverIngressOptions: [{servicePort: 80, servicePortName: a, ingressURLFormat: a}, {servicePort: 81, servicePortName: b, ingressURLFormat: a}]")]
    [InlineData("$.spec.driverIngressOptions[0].ingressURLFormat", "driverIngressOptions: [{servicePort: 80, servicePortName: a}]")]
    [InlineData("$.spec.driver.tolerations[0].value", "", "tolerations: [{key: a, operator: Exists, value: b}]")]
    [InlineData("$.spec.driver.hostAliases[0].ip", "", "hostAliases: [{ip: s3.local, hostnames: [a]}]")]
    // Sizes.
    [InlineData("$.spec.driver.memory", "", "memory: 4Gi")]
    [InlineData("$.spec.driver.memory", "", "memory: 1.5g")]
    [InlineData("$.spec.driver.memory", "", "memory: 449m")]
    [InlineData("$.spec.driver.memory", "", "memory: 5bb")]
    [InlineData("$.spec.driver.memoryOverhead", "", "memoryOverhead: 1Gi")]
    [InlineData("$.spec.driver.memoryLimit", "", "memoryLimit: 4gb")]
    [InlineData("$.spec.driver.coreRequest", "", "coreRequest: 250 m")]
    [InlineData("$.spec.driver.coreLimit", "", "coreLimit: '-1'")]
    [InlineData("$.spec.memoryOverheadFactor", "memoryOverheadFactor: much")]
    // Pods.
    [InlineData("$.spec.driver.podName", "", "podName: Taxi_Trip")]
    [InlineData("$.spec.driver.env[0].name", "", "env: [{name: 1A}]")]
    [InlineData("$.spec.driver.env[0]", "", "env: [{name: A, value: b, valueFrom: {secretKeyRef: {name: c, key: d}}}]")]
    [InlineData("$.spec.driver.volumeMounts[0].name", "", "volumeMounts: [{name: scratch, mountPath: /scratch}]")]
    [InlineData("$.spec.volumes[1].name", "volumes: [{name: a, emptyDir: {}}, {name: a, emptyDir: {}}]")]
    [InlineData("$.spec.volumes[0]", "volumes: [{name: a}]")]
    [InlineData("$.spec.driver.ports[1].containerPort", "", "ports: [{name: a, protocol: TCP, containerPort: 1}, {name: b, protocol: TCP, containerPort: 1}]")]
    // The rest.
    [InlineData("$.spec.mainApplicationFile", "mainApplicationFile: s3://b/k.py")]
    [InlineData("$.spec.imagePullPolicy", "imagePullPolicy: Sometimes")]
    [InlineData("$.spec.batchSchedulerOptions", "batchSchedulerOptions: {queue: root.a}")]
    [InlineData("$.spec.dynamicAllocation.maxExecutors", "dynamicAllocation: {enabled: true, minExecutors: 4, maxExecutors: 2}")]
    [InlineData("$.spec.dynamicAllocation.initialExecutors", "dynamicAllocation: {enabled: true, initialExecutors: 9, maxExecutors: 2}")]
    public void What_would_be_refused_later_is_told_by_its_path(string path, string part, string driver = "")
    {
        var isMetadata = part.StartsWith("metadata", StringComparison.Ordinal);
        var errors = SparkApplicationValidator.Validate(Read(isMetadata ? part : "metadata: {name: taxi, namespace: own}", isMetadata ? "" : part, driver));

        var error = Assert.Single(errors);
        Assert.Equal(path, error.Field);
        Assert.NotEmpty(error.Remedy);
    }

    [Theory]
    [InlineData("512m", 512L << 20)]
    [InlineData("4G", 4L << 30)]
    [InlineData("1024", 1L << 30)]
    [InlineData("2gb", 2L << 30)]
    [InlineData("700000k", 700_000L << 10)]
    [InlineData("471859200b", 471_859_200L)]
    public void Memory_is_read_as_Spark_does(string text, long bytes)
    {
        Assert.True(JavaMemory.TryParse(text, out var read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("memory: 450m, coreRequest: 250m, coreLimit: '1.5', memoryLimit: 2Gi, memoryOverhead: 384m")]
    [InlineData("podName: taxi.trip-1, env: [{name: my.var-1, value: ''}], template: {spec: {}}, volumeMounts: [{name: fromTemplate, mountPath: /x}]")]
    [InlineData("tolerations: [{operator: Exists}, {key: a, operator: Equal, value: b, effect: NoExecute, tolerationSeconds: 5}]")]
    public void What_is_allowed_passes(string driver) => Assert.Empty(SparkApplicationValidator.Validate(Read("metadata: {name: taxi}", "", driver)));

    private static SparkApplication Read(string metadata, string part, string driver)
    {
        var yaml = $"apiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\n{metadata}\nspec:\n{(part.StartsWith("mainApp", StringComparison.Ordinal) ? "" : "  mainApplicationFile: local:///a.py\n")}"
            + $"{(part.Contains("sparkVersion", StringComparison.Ordinal) ? "" : "  sparkVersion: 3.5.3\n")}  {part}\n  driver: {{{driver}}}\n";
        var reading = SparkApplicationReader.ReadYaml(Encoding.UTF8.GetBytes(yaml));
        Assert.Empty(reading.Errors);
        return reading.Application!;
    }
}
