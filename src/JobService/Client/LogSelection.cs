using System.Globalization;
using System.Text;

namespace Floe.JobService.Client;

/// <summary>Which part of a job's log to read.</summary>
public sealed record LogSelection
{
    /// <summary><c>driver</c>, or one of <c>attempts[].logRoles</c> of the job; null: the driver's.</summary>
    public string? Role { get; init; }

    /// <summary>Only this attempt, from 1; null: all, one after another.</summary>
    public int? Attempt { get; init; }

    /// <summary>Only so many of the last lines there are, 1 to 100,000, of the newest attempt where none is named; null: from the first.</summary>
    public int? Tail { get; init; }

    /// <param name="cursor">Where to go on; the tail does not count then.</param>
    internal string ToQueryString(string? cursor)
    {
        var query = new StringBuilder();
        Add("role", Role);
        Add("attempt", Attempt?.ToString(CultureInfo.InvariantCulture));
        if (cursor is null) Add("tail", Tail?.ToString(CultureInfo.InvariantCulture));
        Add("cursor", cursor);
        return query.ToString();

        void Add(string name, string? value)
        {
            if (value is not null) query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
