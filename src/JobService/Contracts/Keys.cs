namespace Floe.JobService.Contracts;

/// <summary>The body of <c>POST /api/v1/keys</c>: whose key, and what it allows.</summary>
public sealed record KeyRequest(string Owner, IReadOnlyList<string> Scopes);

/// <summary>A key without its secret.</summary>
public sealed record KeySummary(string Id, string Owner, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt);

/// <summary>A new key. This is the only answer that has it.</summary>
public sealed record NewKey(string Id, string Owner, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, string Key);

public sealed record KeyList(IReadOnlyList<KeySummary> Keys);
