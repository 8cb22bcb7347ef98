using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Contracts.SparkApplications;

namespace Floe.JobService.Spark.Manifests;

/// <summary>
/// Finds in a SparkApplication what the API server (CRD, Kubernetes' own types), the operator's webhook or Spark at its start would refuse, so that a
/// caller hears it at the submit and not from a job that failed. Everything at once, by path.
/// </summary>
public sealed class SparkApplicationValidator
{
    private readonly SparkApplication _application;
    private readonly List<FieldError> _errors = [];

    private SparkApplicationValidator(SparkApplication application) => _application = application;

    private SparkApplicationSpec Spec => _application.Spec;

    public static IReadOnlyList<FieldError> Validate(SparkApplication application)
    {
        var validator = new SparkApplicationValidator(application);
        validator.CheckMetadata();
        validator.CheckSpec();
        validator.CheckConf();
        validator.CheckPlaces();
        validator.CheckIngress();
        validator.CheckDynamicAllocation();
        validator.CheckVolumes();
        if (application.Spec.Driver is { } driver) validator.CheckDriver(driver);
        if (application.Spec.Executor is { } executor) validator.CheckExecutor(executor);
        return validator._errors;
    }

    private void CheckMetadata()
    {
        var metadata = _application.Metadata;
        if (metadata.Name is { } name && !KubernetesNames.IsDns1035Label(name))
            Add("$.metadata.name", $"is '{name}'.", "Use at most 63 lower-case letters, digits and hyphens that begin with a letter and end with no hyphen: services are named after it.");
        if (metadata.Namespace is { } space && !KubernetesNames.IsDns1123Label(space))
            Add("$.metadata.namespace", $"is '{space}', which no namespace can be called.", "Use at most 63 lower-case letters, digits and hyphens.");
        CheckLabels(metadata.Labels, "$.metadata.labels");
        CheckAnnotations(metadata.Annotations, "$.metadata.annotations");
    }

    private void CheckSpec()
    {
        if (string.IsNullOrWhiteSpace(Spec.MainApplicationFile)) Add("$.spec.mainApplicationFile", "is empty.", "Name the file to run: local:///…, s3a://… or https://….");
        else if (Spec.MainApplicationFile.StartsWith("s3://", StringComparison.Ordinal)) Add("$.spec.mainApplicationFile", "begins with s3://, which Hadoop cannot read before Spark runs.", "Write s3a://.");
        if (Spec.MemoryOverheadFactor is { } factor && (!double.TryParse(factor, System.Globalization.CultureInfo.InvariantCulture, out var share) || share < 0 || !double.IsFinite(share)))
            Add("$.spec.memoryOverheadFactor", $"is '{factor}', which is no number from 0.", "Write it such as \"0.1\".");
        if (Spec.ImagePullPolicy is { } policy and not ("Always" or "IfNotPresent" or "Never")) Add("$.spec.imagePullPolicy", $"is '{policy}'.", "Use Always, IfNotPresent or Never.");
        foreach (var (name, quantity) in Spec.BatchSchedulerOptions?.Resources ?? new Dictionary<string, string>()) CheckQuantity(quantity, $"$.spec.batchSchedulerOptions.resources['{name}']");
        if (Spec.BatchSchedulerOptions is not null && Spec.BatchScheduler is null)
            Add("$.spec.batchSchedulerOptions", "stands without a batchScheduler.", "Name the scheduler in spec.batchScheduler, such as yunikorn, or remove the options.");
    }

    private void CheckConf()
    {
        foreach (var key in Spec.SparkConf?.Keys ?? [])
        {
            var path = $"$.spec.sparkConf['{key}']";
            if (DeniedSparkConf.Remedy(key) is { } remedy) Add(path, "is refused by the operator's webhook.", remedy);
            if (!key.StartsWith("spark.", StringComparison.Ordinal)) Add(path, "does not begin with 'spark.', so that Spark drops it.", "Put Hadoop's settings into hadoopConf, and your own behind 'spark.'.");
        }
        if (Spec.SparkConf?.GetValueOrDefault("spark.kubernetes.namespace") is { } space && _application.Metadata.Namespace is { } own && space != own)
            Add("$.spec.sparkConf['spark.kubernetes.namespace']", $"is '{space}', and the application's namespace is '{own}'.", "Remove it.");
    }

    private void CheckPlaces()
    {
        CheckLabels(Spec.NodeSelector, "$.spec.nodeSelector");
        if (Spec.NodeSelector is null) return;
        if (Spec.Driver?.NodeSelector is not null) Add("$.spec.driver.nodeSelector", "stands beside spec.nodeSelector.", "Keep one of the two.");
        if (Spec.Executor?.NodeSelector is not null) Add("$.spec.executor.nodeSelector", "stands beside spec.nodeSelector.", "Keep one of the two.");
    }

    private void CheckIngress()
    {
        var options = Spec.DriverIngressOptions ?? [];
        Repeated(options, option => option.ServicePort, index => $"$.spec.driverIngressOptions[{index}].servicePort");
        Repeated(options, option => option.IngressUrlFormat, index => $"$.spec.driverIngressOptions[{index}].ingressURLFormat");
        for (var i = 0; i < options.Count; i++)
        {
            if (string.IsNullOrEmpty(options[i].IngressUrlFormat)) Add($"$.spec.driverIngressOptions[{i}].ingressURLFormat", "is missing.", "Add one, such as {{$appName}}.example.com.");
        }
    }

    private void CheckDynamicAllocation()
    {
        if (Spec.DynamicAllocation is not { Enabled: true } dynamic) return;
        var (min, initial, max) = (dynamic.MinExecutors ?? 0, dynamic.InitialExecutors, dynamic.MaxExecutors ?? int.MaxValue);
        if (min < 0) Add("$.spec.dynamicAllocation.minExecutors", $"is {min}.", "Use 0 or more.");
        if (max < 1 || max < min) Add("$.spec.dynamicAllocation.maxExecutors", $"is {max}, below 1 or minExecutors ({min}).", "Raise it.");
        if (initial is { } first && (first < min || first > max)) Add("$.spec.dynamicAllocation.initialExecutors", $"is {first}, outside of minExecutors ({min}) to maxExecutors ({max}).", "Put it between the two.");
    }

    private void CheckVolumes()
    {
        var names = new List<string>();
        foreach (var (volume, index) in (Spec.Volumes ?? []).Select((volume, index) => (volume, index)))
        {
            var name = volume.TryGetProperty("name", out var member) && member.ValueKind == JsonValueKind.String ? member.GetString()! : "";
            if (!KubernetesNames.IsDns1123Label(name)) Add($"$.spec.volumes[{index}].name", name.Length == 0 ? "is missing." : $"is '{name}'.", "Use at most 63 lower-case letters, digits and hyphens.");
            else if (names.Contains(name)) Add($"$.spec.volumes[{index}].name", $"is '{name}', which another volume has.", "Give each volume a name of its own.");
            names.Add(name);
            if (volume.EnumerateObject().Count(part => part.Name != "name") != 1) Add($"$.spec.volumes[{index}]", "has not exactly one source.", "Name one, such as emptyDir, configMap, secret or persistentVolumeClaim.");
        }
        CheckMounts(Spec.Driver, "$.spec.driver", names);
        CheckMounts(Spec.Executor, "$.spec.executor", names);
    }

    private void CheckMounts(SparkPodSpec? pod, string path, List<string> volumes)
    {
        var mounts = pod?.VolumeMounts ?? [];
        Repeated(mounts, mount => mount.MountPath, index => $"{path}.volumeMounts[{index}].mountPath");
        for (var i = 0; i < mounts.Count; i++)
        {
            // A pod template or a claim made on demand brings volumes that are not in the list.
            if (!volumes.Contains(mounts[i].Name) && pod!.Template is null) Add($"{path}.volumeMounts[{i}].name", $"is '{mounts[i].Name}', which is none of spec.volumes.", "Add the volume, or correct the name.");
        }
    }

    private void CheckDriver(DriverSpec driver)
    {
        CheckPod(driver, "$.spec.driver");
        if (driver.PodName is { } name && !KubernetesNames.IsDns1123Subdomain(name)) Add("$.spec.driver.podName", $"is '{name}'.", "Use lower-case letters, digits, hyphens and dots.");
    }

    private void CheckExecutor(ExecutorSpec executor)
    {
        CheckPod(executor, "$.spec.executor");
        if (executor.Instances is < 1) Add("$.spec.executor.instances", $"is {executor.Instances}.", "Use 1 or more.");
    }

    private void CheckPod(SparkPodSpec pod, string path)
    {
        if (pod.Template is not null && !AtLeastSpark3(Spec.SparkVersion)) Add($"{path}.template", $"needs Spark 3.0.0 or later, and spec.sparkVersion is '{Spec.SparkVersion}'.", "Remove the template, or raise the version.");
        if (pod.Cores is < 1) Add($"{path}.cores", $"is {pod.Cores}.", "Use 1 or more; for less CPU set coreRequest, such as 250m.");
        if (pod.CoreRequest is { } request) CheckQuantity(request, $"{path}.coreRequest");
        if (pod.CoreLimit is { } limit) CheckQuantity(limit, $"{path}.coreLimit");
        if (pod.MemoryLimit is { } memoryLimit) CheckQuantity(memoryLimit, $"{path}.memoryLimit");
        CheckMemory(pod, path);
        CheckLabels(pod.Labels, $"{path}.labels");
        CheckAnnotations(pod.Annotations, $"{path}.annotations");
        CheckLabels(pod.NodeSelector, $"{path}.nodeSelector");
        CheckEnvironment(pod, path);
        if (pod.ServiceAccount is { } account && !KubernetesNames.IsDns1123Subdomain(account)) Add($"{path}.serviceAccount", $"is '{account}'.", "Use lower-case letters, digits, hyphens and dots.");
        Repeated(pod.Ports ?? [], port => port.Name, index => $"{path}.ports[{index}].name");
        Repeated(pod.Ports ?? [], port => port.ContainerPort, index => $"{path}.ports[{index}].containerPort");
        foreach (var (alias, index) in (pod.HostAliases ?? []).Select((alias, index) => (alias, index)))
        {
            if (!System.Net.IPAddress.TryParse(alias.Ip, out _)) Add($"{path}.hostAliases[{index}].ip", $"is '{alias.Ip}', which is no IP address.", "Write an IPv4 or IPv6 address.");
        }
        foreach (var (toleration, index) in (pod.Tolerations ?? []).Select((toleration, index) => (toleration, index)))
        {
            if (toleration is { Operator: "Exists", Value.Length: > 0 }) Add($"{path}.tolerations[{index}].value", "stands beside the operator Exists.", "Remove it, or use the operator Equal.");
            if (toleration is { Key: null or "", Operator: not "Exists" }) Add($"{path}.tolerations[{index}].key", "is missing.", "Add it, or use the operator Exists to tolerate every taint.");
        }
    }

    private void CheckMemory(SparkPodSpec pod, string path)
    {
        const string Remedy = "Write a whole number with k, m, g or t, such as 512m or 4g: Spark reads it, not Kubernetes, so there is no Mi or Gi and no point.";
        if (pod.Memory is { } memory)
        {
            if (!JavaMemory.TryParse(memory, out var bytes)) Add($"{path}.memory", $"is '{memory}'.", Remedy);
            else if (bytes < JavaMemory.SmallestHeap) Add($"{path}.memory", $"is '{memory}', and Spark refuses a heap of less than 450 MiB.", "Use 512m or more.");
        }
        if (pod.MemoryOverhead is { } overhead && !JavaMemory.TryParse(overhead, out _)) Add($"{path}.memoryOverhead", $"is '{overhead}'.", Remedy);
    }

    private void CheckEnvironment(SparkPodSpec pod, string path)
    {
        for (var i = 0; i < pod.Env?.Count; i++)
        {
            var variable = pod.Env[i];
            if (!KubernetesNames.IsEnvironmentName(variable.Name)) Add($"{path}.env[{i}].name", $"is '{variable.Name}'.", "Use letters, digits, '_', '-' and '.', no digit first.");
            if (variable is { Value.Length: > 0, ValueFrom: not null }) Add($"{path}.env[{i}]", "has both value and valueFrom.", "Keep one of the two.");
        }
    }

    private void CheckLabels(IReadOnlyDictionary<string, string>? labels, string path)
    {
        foreach (var (key, value) in labels ?? new Dictionary<string, string>())
        {
            if (!KubernetesNames.IsQualifiedName(key)) Add($"{path}['{key}']", "is no key that Kubernetes takes.", "Use an optional prefix with '/', and a name of at most 63 letters, digits, '-', '_' and '.'.");
            if (!KubernetesNames.IsLabelValue(value)) Add($"{path}['{key}']", $"is '{value}', which is no label value.", "Use at most 63 letters, digits, '-', '_' and '.', a letter or digit first and last; an annotation takes any text.");
        }
    }

    private void CheckAnnotations(IReadOnlyDictionary<string, string>? annotations, string path)
    {
        foreach (var key in annotations?.Keys ?? [])
        {
            if (!KubernetesNames.IsQualifiedName(key)) Add($"{path}['{key}']", "is no key that Kubernetes takes.", "Use an optional prefix with '/', and a name of at most 63 letters, digits, '-', '_' and '.'.");
        }
    }

    private void CheckQuantity(string value, string path)
    {
        if (!KubernetesNames.IsQuantity(value)) Add(path, $"is '{value}', which is no quantity.", "Write it as Kubernetes does: 250m, 2, 1.5, 512Mi, 4Gi.");
    }

    private void Repeated<TItem, TKey>(IReadOnlyList<TItem> items, Func<TItem, TKey?> key, Func<int, string> path)
    {
        var seen = new HashSet<TKey>();
        for (var i = 0; i < items.Count; i++)
        {
            if (key(items[i]) is { } value && !seen.Add(value)) Add(path(i), $"is '{value}', which an earlier one has.", "Use another one.");
        }
    }

    private void Add(string path, string message, string remedy) => _errors.Add(new(path, message, remedy));

    /// <summary>A version that cannot be read counts as an old one, as in the webhook.</summary>
    private static bool AtLeastSpark3(string? version) =>
        Version.TryParse(version?.Split('-')[0].TrimStart('v'), out var parsed) ? parsed.Major >= 3 : int.TryParse(version, out var major) && major >= 3;
}
