using Floe.JobService.Contracts;

namespace Floe.JobService.Spark.Manifests;

/// <summary>The form of <see cref="SparkJob"/> in a request. Sizes, names and the like are checked on the SparkApplication that comes of it.</summary>
internal static class SparkJobSchema
{
    private static readonly Field Text = new(FieldKind.Text);
    private static readonly Field Texts = new(FieldKind.TextList);
    private static readonly Field Map = new(FieldKind.TextMap);

    private static readonly Field Tolerations = Field.List(new()
    {
        ["key"] = Text, ["operator"] = Field.OneOf("Exists", "Equal"), ["value"] = Text, ["effect"] = Field.OneOf("NoSchedule", "PreferNoSchedule", "NoExecute"), ["tolerationSeconds"] = Field.Whole(),
    });

    private static readonly Dictionary<string, Field> Pod = new()
    {
        ["cores"] = Field.Whole(1), ["coreRequest"] = Text, ["coreLimit"] = Text, ["memory"] = Text, ["memoryOverhead"] = Text, ["labels"] = Map, ["annotations"] = Map,
        ["serviceAccount"] = Text, ["nodeSelector"] = Map, ["tolerations"] = Tolerations,
    };

    public static readonly Field Root = Field.Object(new()
    {
        ["mainFile"] = Text, ["mainClass"] = Text, ["arguments"] = Texts, ["pyFiles"] = Texts, ["jars"] = Texts, ["files"] = Texts, ["packages"] = Texts,
        ["sparkConf"] = Map, ["hadoopConf"] = Map, ["env"] = Map, ["secretEnv"] = new(FieldKind.AnyObject),
        ["driver"] = Field.Object(Pod), ["executor"] = Field.Object(new(Pod) { ["instances"] = Field.Whole(1) }),
        ["dynamicAllocation"] = Field.Object(new()
        {
            ["initialExecutors"] = Field.Whole(0), ["minExecutors"] = Field.Whole(0), ["maxExecutors"] = Field.Whole(1), ["shuffleTrackingTimeout"] = Field.Whole(0),
        }),
        ["image"] = Text, ["sparkVersion"] = Text, ["namespace"] = Text,
        ["restart"] = Field.Object(new()
        {
            ["onFailureRetries"] = Field.Whole(0), ["onFailureRetryInterval"] = Field.Whole(1), ["onSubmissionFailureRetries"] = Field.Whole(0), ["onSubmissionFailureRetryInterval"] = Field.Whole(1),
        }),
        ["timeToLiveSeconds"] = Field.Whole(0),
        ["batchScheduler"] = Field.Object(new() { ["name"] = Text.Required(), ["queue"] = Text, ["priorityClassName"] = Text, ["resources"] = Map }),
        ["monitoring"] = Field.Object(new() { ["prometheus"] = new(FieldKind.Truth) }),
        ["volumes"] = Field.List(new() { ["name"] = Text.Required(), ["mountPath"] = Text.Required(), ["readOnly"] = new(FieldKind.Truth) }) with { IsOpen = true },
        ["hostAliases"] = Field.List(new() { ["ip"] = Text.Required(), ["hostnames"] = Texts.Required() }),
        ["nodeSelector"] = Map, ["tolerations"] = Tolerations,
    });

    /// <summary>Each value of <c>secretEnv</c>.</summary>
    public static readonly Field SecretKey = Field.Object(new() { ["secret"] = Text.Required(), ["key"] = Text.Required() });
}
