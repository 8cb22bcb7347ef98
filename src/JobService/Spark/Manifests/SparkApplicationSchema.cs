namespace Floe.JobService.Spark.Manifests;

/// <summary>
/// The CRD's schema of SparkApplication v1beta2 (spark-operator 2.5.2, <c>config/crd/bases</c>), as far as the service reads it. Parts that are Kubernetes' own
/// types are checked for their outer form only; the API server checks the rest.
/// </summary>
internal static class SparkApplicationSchema
{
    private static readonly Field Text = new(FieldKind.Text);
    private static readonly Field Truth = new(FieldKind.Truth);
    private static readonly Field Any = new(FieldKind.AnyObject);
    private static readonly Field Texts = new(FieldKind.TextList);
    private static readonly Field Anys = new(FieldKind.AnyList);
    private static readonly Field Map = new(FieldKind.TextMap);

    private static readonly Field Tolerations = Field.List(new()
    {
        ["key"] = Text, ["operator"] = Field.OneOf("Exists", "Equal"), ["value"] = Text,
        ["effect"] = Field.OneOf("NoSchedule", "PreferNoSchedule", "NoExecute"), ["tolerationSeconds"] = Field.Whole(),
    });

    private static readonly Field Environment = Field.List(new() { ["name"] = Text.Required(), ["value"] = Text, ["valueFrom"] = Any });
    private static readonly Field Mounts = Field.List(new()
    {
        ["name"] = Text.Required(), ["mountPath"] = Text.Required(), ["readOnly"] = Truth, ["subPath"] = Text, ["subPathExpr"] = Text, ["mountPropagation"] = Text, ["recursiveReadOnly"] = Text,
    });
    private static readonly Field HostAliases = Field.List(new() { ["ip"] = Text.Required(), ["hostnames"] = Texts });
    private static readonly Field Ports = Field.List(new() { ["name"] = Text.Required(), ["protocol"] = Text.Required(), ["containerPort"] = Field.Whole(1, 65535).Required() });

    private static readonly Dictionary<string, Field> Pod = new()
    {
        ["template"] = Any, ["cores"] = Field.Whole(1), ["coreRequest"] = Text, ["coreLimit"] = Text, ["memory"] = Text, ["memoryLimit"] = Text, ["memoryOverhead"] = Text,
        ["gpu"] = Field.Object(new() { ["name"] = Text.Required(), ["quantity"] = Field.Whole(1).Required() }), ["image"] = Text,
        ["configMaps"] = Anys, ["secrets"] = Anys, ["env"] = Environment, ["envVars"] = Map, ["envFrom"] = Anys, ["envSecretKeyRefs"] = Any,
        ["labels"] = Map, ["annotations"] = Map, ["volumeMounts"] = Mounts, ["affinity"] = Any, ["tolerations"] = Tolerations, ["podSecurityContext"] = Any, ["securityContext"] = Any,
        ["schedulerName"] = Text, ["sidecars"] = Anys, ["initContainers"] = Anys, ["hostNetwork"] = Truth, ["nodeSelector"] = Map, ["dnsConfig"] = Any,
        ["terminationGracePeriodSeconds"] = Field.Whole(), ["serviceAccount"] = Text, ["hostAliases"] = HostAliases, ["shareProcessNamespace"] = Truth,
        ["javaOptions"] = Text, ["lifecycle"] = Any, ["ports"] = Ports, ["priorityClassName"] = Text,
    };

    private static readonly Field Driver = Field.Object(new(Pod)
    {
        ["podName"] = Text, ["kubernetesMaster"] = Text, ["serviceAnnotations"] = Map, ["serviceLabels"] = Map,
    });

    private static readonly Field Executor = Field.Object(new(Pod) { ["instances"] = Field.Whole(1), ["deleteOnTermination"] = Truth });

    private static readonly Field Restart = Field.Object(new()
    {
        ["type"] = Field.OneOf("Never", "OnFailure", "Always"),
        ["onFailureRetries"] = Field.Whole(0), ["onFailureRetryInterval"] = Field.Whole(1),
        ["onSubmissionFailureRetries"] = Field.Whole(0), ["onSubmissionFailureRetryInterval"] = Field.Whole(1),
    });

    private static readonly Field Monitoring = Field.Object(new()
    {
        ["exposeDriverMetrics"] = Truth.Required(), ["exposeExecutorMetrics"] = Truth.Required(), ["metricsProperties"] = Text, ["metricsPropertiesFile"] = Text,
        ["prometheus"] = Field.Object(new()
        {
            ["jmxExporterJar"] = Text.Required(), ["port"] = Field.Whole(1024, 49151), ["portName"] = Text, ["configFile"] = Text, ["configuration"] = Text,
        }),
    });

    private static readonly Field DynamicAllocation = Field.Object(new()
    {
        ["enabled"] = Truth, ["initialExecutors"] = Field.Whole(), ["minExecutors"] = Field.Whole(), ["maxExecutors"] = Field.Whole(),
        ["shuffleTrackingEnabled"] = Truth, ["shuffleTrackingTimeout"] = Field.Whole(),
    });

    private static readonly Field Spec = Field.Object(new()
    {
        ["suspend"] = Truth, ["type"] = Field.OneOf("Java", "Python", "Scala", "R"), ["sparkVersion"] = Text, ["mode"] = Field.OneOf("cluster", "client"),
        ["image"] = Text, ["imagePullPolicy"] = Text, ["imagePullSecrets"] = Texts, ["mainClass"] = Text, ["mainApplicationFile"] = Text.Required(), ["arguments"] = Texts,
        ["sparkConf"] = Map, ["hadoopConf"] = Map, ["sparkConfigMap"] = Text, ["hadoopConfigMap"] = Text, ["volumes"] = Anys, ["driver"] = Driver, ["executor"] = Executor,
        ["deps"] = Field.Object(new()
        {
            ["jars"] = Texts, ["files"] = Texts, ["pyFiles"] = Texts, ["packages"] = Texts, ["excludePackages"] = Texts, ["repositories"] = Texts, ["archives"] = Texts,
        }),
        ["restartPolicy"] = Restart, ["nodeSelector"] = Map, ["memoryOverheadFactor"] = Text, ["monitoring"] = Monitoring, ["batchScheduler"] = Text,
        ["batchSchedulerOptions"] = Field.Object(new() { ["queue"] = Text, ["priorityClassName"] = Text, ["resources"] = Map }),
        ["timeToLiveSeconds"] = Field.Whole(), ["sparkUIOptions"] = Any, ["driverIngressOptions"] = Field.List(new()
        {
            ["servicePort"] = Field.Whole(1, 65535).Required(), ["servicePortName"] = Text.Required(), ["serviceType"] = Text, ["serviceAnnotations"] = Map, ["serviceLabels"] = Map,
            ["ingressURLFormat"] = Text, ["ingressAnnotations"] = Map, ["ingressTLS"] = Anys,
        }),
        ["dynamicAllocation"] = DynamicAllocation, ["proxyUser"] = Text, ["pythonVersion"] = Field.OneOf("2", "3"), ["failureRetries"] = Field.Whole(), ["retryInterval"] = Field.Whole(),
    });

    /// <summary>What a submit may say. Type, version, driver and executor are required by the CRD, and filled in by the service.</summary>
    public static readonly Field Root = Field.Object(new()
    {
        ["apiVersion"] = Text.Required(), ["kind"] = Text.Required(), ["spec"] = Spec.Required(), ["status"] = Any,
        ["metadata"] = Field.Object(new()
        {
            ["name"] = Text, ["generateName"] = Text, ["namespace"] = Text, ["labels"] = Map, ["annotations"] = Map, ["finalizers"] = Texts, ["ownerReferences"] = Anys,
            ["uid"] = Text, ["resourceVersion"] = Text, ["creationTimestamp"] = Text, ["deletionTimestamp"] = Text, ["generation"] = Field.Whole(),
            ["deletionGracePeriodSeconds"] = Field.Whole(), ["managedFields"] = Anys, ["selfLink"] = Text,
        }),
    });
}
