using System.Text.Json.Serialization;

namespace Floe.JobService.Kubernetes;

/// <summary>One page of a list.</summary>
internal sealed record ListPage<T>
{
    public ListMeta Metadata { get; set; } = new();

    public IReadOnlyList<T> Items { get; set; } = [];
}

internal sealed record ListMeta
{
    public string ResourceVersion { get; set; } = "";

    [JsonPropertyName("continue")]
    public string? Continue { get; init; }
}
