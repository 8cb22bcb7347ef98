using System.Text.Json;
using System.Text.Json.Serialization;

namespace Floe.JobService.Kubernetes.Login;

/// <summary>What goes to a plugin (<c>KUBERNETES_EXEC_INFO</c>) and what it answers: <c>ExecCredential</c> of client.authentication.k8s.io.</summary>
internal sealed record ExecCredentialObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ExecSpec? Spec { get; init; }

    public ExecStatus? Status { get; init; }
}

internal sealed record ExecSpec(bool Interactive, ExecCluster? Cluster);

internal sealed record ExecCluster
{
    public required string Server { get; init; }

    [JsonPropertyName("tls-server-name")]
    public string? TlsServerName { get; init; }

    [JsonPropertyName("insecure-skip-tls-verify")]
    public bool? SkipTlsVerify { get; init; }

    [JsonPropertyName("certificate-authority-data")]
    public string? Authorities { get; init; }

    [JsonPropertyName("proxy-url")]
    public string? Proxy { get; init; }
}

internal sealed record ExecStatus
{
    public string? Token { get; init; }

    /// <summary>PEM, as is the key.</summary>
    public string? ClientCertificateData { get; init; }

    public string? ClientKeyData { get; init; }

    public DateTimeOffset? ExpirationTimestamp { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExecCredentialObject))]
internal sealed partial class ExecJson : JsonSerializerContext;
