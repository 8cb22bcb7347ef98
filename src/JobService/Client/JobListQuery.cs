using System.Globalization;
using System.Text;
using Floe.JobService.Contracts;

namespace Floe.JobService.Client;

/// <summary>Which jobs to list. All that is set must hold.</summary>
public sealed record JobListQuery
{
    /// <summary>Any of these; all where there is none.</summary>
    public IEnumerable<JobState> States { get; init; } = [];

    public string? Queue { get; init; }

    public string? Engine { get; init; }

    public string? Schedule { get; init; }

    /// <summary>Only with the scope <c>admin</c>; others see their own.</summary>
    public string? Owner { get; init; }

    public string? NamePrefix { get; init; }

    /// <summary>All of these.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public DateTimeOffset? CreatedAfter { get; init; }

    public DateTimeOffset? CreatedBefore { get; init; }

    public bool OldestFirst { get; init; }

    /// <summary>1 to 1000.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>The <see cref="JobPage.NextCursor"/> of the page before, with all else the same.</summary>
    public string? Cursor { get; init; }

    internal string ToQueryString()
    {
        var query = new StringBuilder($"?limit={Limit}");
        foreach (var state in States) query.Append("&state=").Append(state);
        foreach (var (name, value) in Labels) query.Append("&label=").Append(Uri.EscapeDataString($"{name}={value}"));
        Add("queue", Queue);
        Add("engine", Engine);
        Add("schedule", Schedule);
        Add("owner", Owner);
        Add("name", NamePrefix);
        Add("createdAfter", CreatedAfter?.ToString("O", CultureInfo.InvariantCulture));
        Add("createdBefore", CreatedBefore?.ToString("O", CultureInfo.InvariantCulture));
        Add("order", OldestFirst ? "oldest" : null);
        Add("cursor", Cursor);
        return query.ToString();

        void Add(string name, string? value)
        {
            if (value is not null) query.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
