using System.Text.Json.Serialization.Metadata;

namespace Floe.JobService.Kubernetes;

/// <summary>What a list-watch loop reads.</summary>
/// <param name="Selector">Query parameters that narrow it, such as <c>labelSelector=…</c>; empty: everything.</param>
internal sealed record ListWatchSource<T>(ResourceType Type, string Namespace, string Selector, JsonTypeInfo<ListPage<T>> Page, JsonTypeInfo<T> Item)
{
    public string ListPath(string? continueAt) => $"{Type.PathIn(Namespace)}?limit={ListWatchTimes.PageSize}{Also}{(continueAt is null ? "" : $"&continue={Uri.EscapeDataString(continueAt)}")}";

    public string WatchPath(string from, TimeSpan limit) =>
        $"{Type.PathIn(Namespace)}?watch=true&allowWatchBookmarks=true&resourceVersion={Uri.EscapeDataString(from)}&timeoutSeconds={(int)limit.TotalSeconds}{Also}";

    private string Also => Selector.Length == 0 ? "" : $"&{Selector}";
}
