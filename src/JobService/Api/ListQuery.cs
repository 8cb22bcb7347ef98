using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Floe.JobService.Contracts;

namespace Floe.JobService.Api;

/// <summary>What <c>GET /api/v1/jobs</c> asks for: jobs in one of the states (none: all), older than job number Before.</summary>
internal sealed record ListQuery(IReadOnlyList<JobState> States, long? Before, int Limit)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 1000;

    /// <exception cref="BadRequestException">A parameter has a value it cannot have, or is unknown.</exception>
    public static ListQuery Read(IQueryCollection query)
    {
        var errors = new List<FieldError>();
        foreach (var name in query.Keys.Where(name => name is not ("state" or "limit" or "cursor")))
            errors.Add(new FieldError(name, "is not a parameter of this list.", "Use state, limit and cursor."));
        var result = new ListQuery(ReadStates(query, errors), ReadCursor(query, errors), ReadLimit(query, errors));
        return errors.Count == 0 ? result : throw new BadRequestException(errors);
    }

    /// <summary>The cursor of the page after job <paramref name="number"/>.</summary>
    public static string CursorAfter(long number) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"1:{number}"));

    private static List<JobState> ReadStates(IQueryCollection query, List<FieldError> errors)
    {
        var states = new List<JobState>();
        foreach (var name in query["state"].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            // By name: Enum.TryParse alone would take numbers too.
            if (Enum.TryParse<JobState>(name, ignoreCase: true, out var state) && !char.IsAsciiDigit(name[0]) && name[0] != '-') states.Add(state);
            else errors.Add(new FieldError("state", $"is '{name}', which is no state.", $"Use one or more of: {string.Join(", ", Enum.GetNames<JobState>())}."));
        }
        return states;
    }

    private static int ReadLimit(IQueryCollection query, List<FieldError> errors)
    {
        if (query["limit"] is not [var text, ..]) return DefaultLimit;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit) return limit;
        errors.Add(new FieldError("limit", $"is '{text}'.", $"Use a whole number from 1 to {MaxLimit}."));
        return DefaultLimit;
    }

    private static long? ReadCursor(IQueryCollection query, List<FieldError> errors)
    {
        if (query["cursor"] is not [{ } text, ..]) return null;
        if (Base64Url.IsValid(text)
            && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split(':') is ["1", var digits]
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        errors.Add(new FieldError("cursor", $"is '{text}', which no page of this service gave out.", "Use nextCursor of the page before, or leave it out for the first page."));
        return null;
    }
}
