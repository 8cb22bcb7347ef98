namespace Floe.AppHost.Jobs;

/// <summary>How a job stands. <paramref name="Json"/> is the whole answer, to show as it is.</summary>
internal sealed record JobView(string Id, string State, string? Reason, string Json);
