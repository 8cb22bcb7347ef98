using System.Text.Json.Serialization;

namespace Floe.JobService.Kubernetes;

/// <summary>Metadata without what nobody here reads: managed fields and foreign annotations are most of an object's bytes.</summary>
internal sealed record ObjectMeta
{
    public string Name { get; set; } = "";

    public string Namespace { get; set; } = "";

    /// <summary>What an object is known by: a name can be used again.</summary>
    public string Uid { get; set; } = "";

    public string ResourceVersion { get; set; } = "";

    public DateTimeOffset? CreationTimestamp { get; init; }

    public DateTimeOffset? DeletionTimestamp { get; init; }

    public KnownLabels? Labels { get; init; }

    public KnownAnnotations? Annotations { get; init; }
}

/// <summary>Labels that the service, the operator or Spark puts on applications and pods.</summary>
internal sealed record KnownLabels
{
    [JsonPropertyName("app.kubernetes.io/managed-by")]
    public string? ManagedBy { get; init; }

    [JsonPropertyName("floe/job-id")]
    public string? JobId { get; init; }

    [JsonPropertyName("floe/attempt")]
    public string? Attempt { get; init; }

    [JsonPropertyName("sparkoperator.k8s.io/submission-id")]
    public string? SubmissionId { get; init; }

    [JsonPropertyName("sparkoperator.k8s.io/scheduled-app-name")]
    public string? ScheduledBy { get; init; }

    [JsonPropertyName("spark-role")]
    public string? SparkRole { get; init; }

    [JsonPropertyName("spark-exec-id")]
    public string? ExecutorId { get; init; }
}

internal sealed record KnownAnnotations
{
    [JsonPropertyName("floe/spec-hash")]
    public string? SpecHash { get; init; }

    /// <summary>RFC 3339, by the API server's clock.</summary>
    [JsonPropertyName("floe/delete-after")]
    public string? DeleteAfter { get; init; }
}
