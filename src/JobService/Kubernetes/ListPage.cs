using System.Text.Json.Serialization;

namespace Floe.JobService.Kubernetes;

/// <summary>One page of a list.</summary>
internal sealed record ListPage<T>
{
    public ListMeta Metadata { get; init; } = new();

    public IReadOnlyList<T> Items { get; init; } = [];
}

internal sealed record ListMeta
{
    public string ResourceVersion { get; init; } = "";

    [JsonPropertyName("continue")]
    public string? Continue { get; init; }
}
