using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Floe.JobService.Auth;
using Floe.JobService.Contracts;
using Floe.JobService.Store;

namespace Floe.JobService.Api;

/// <summary>What <c>GET /api/v1/jobs</c> asks for.</summary>
internal static class ListQuery
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 1000;
    private const string Newest = "newest";
    private const string Oldest = "oldest";

    private static readonly string[] Known =
        ["state", "queue", "label", "owner", "name", "engine", "schedule", "createdAfter", "createdBefore", "order", "limit", "cursor"];

    /// <exception cref="BadRequestException">A parameter has a value it cannot have, or is unknown.</exception>
    public static JobPageRequest Read(IQueryCollection query, Caller caller)
    {
        var errors = new List<FieldError>();
        foreach (var name in query.Keys.Except(Known)) errors.Add(new FieldError(name, "is not a parameter of this list.", $"Use one of: {string.Join(", ", Known)}."));
        var oldestFirst = ReadOrder(query, errors);
        var request = new JobPageRequest(ReadFilter(query, caller, errors), oldestFirst, ReadCursor(query, oldestFirst, errors), ReadLimit(query, errors));
        return errors.Count == 0 ? request : throw new BadRequestException(errors);
    }

    /// <summary>The cursor of the page after job <paramref name="number"/>.</summary>
    public static string CursorAfter(long number, bool oldestFirst) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{Mark(oldestFirst)}:{number}"));

    private static JobFilter ReadFilter(IQueryCollection query, Caller caller, List<FieldError> errors) => new()
    {
        States = ReadStates(query, errors),
        // Others' jobs are not there for a caller who may not see them.
        Owner = caller.OnlyOwner ?? Text(query, "owner"),
        Queue = Text(query, "queue"),
        Engine = Text(query, "engine"),
        Schedule = Text(query, "schedule"),
        NamePrefix = Text(query, "name"),
        Labels = ReadLabels(query, errors),
        CreatedAfter = ReadTime(query, "createdAfter", errors),
        CreatedBefore = ReadTime(query, "createdBefore", errors),
    };

    private static string? Text(IQueryCollection query, string name) => query[name] is [{ Length: > 0 } text, ..] ? text : null;

    private static List<JobState> ReadStates(IQueryCollection query, List<FieldError> errors)
    {
        var states = new List<JobState>();
        foreach (var name in query["state"].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            if (EnumName.TryParse<JobState>(name, out var state)) states.Add(state);
            else errors.Add(new FieldError("state", $"is '{name}', which is no state.", $"Use one or more of: {string.Join(", ", Enum.GetNames<JobState>())}."));
        }
        return states;
    }

    private static List<KeyValuePair<string, string>> ReadLabels(IQueryCollection query, List<FieldError> errors)
    {
        var labels = new List<KeyValuePair<string, string>>();
        foreach (var text in query["label"].OfType<string>())
        {
            if (LabelReader.ReadFilter(text) is { } label) labels.Add(label);
            else errors.Add(new FieldError("label", $"is '{text}'.", "Use name=value; give the parameter again for a second label."));
        }
        return labels;
    }

    private static DateTimeOffset? ReadTime(IQueryCollection query, string name, List<FieldError> errors)
    {
        if (Text(query, name) is not { } text) return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time;
        errors.Add(new FieldError(name, $"is '{text}'.", "Use a time such as 2026-01-31T12:00:00Z."));
        return null;
    }

    private static bool ReadOrder(IQueryCollection query, List<FieldError> errors)
    {
        var order = Text(query, "order") ?? Newest;
        if (order is not (Newest or Oldest)) errors.Add(new FieldError("order", $"is '{order}'.", $"Use {Newest} (first) or {Oldest}."));
        return order == Oldest;
    }

    private static int ReadLimit(IQueryCollection query, List<FieldError> errors)
    {
        if (query["limit"] is not [var text, ..]) return DefaultLimit;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit) return limit;
        errors.Add(new FieldError("limit", $"is '{text}'.", $"Use a whole number from 1 to {MaxLimit}."));
        return DefaultLimit;
    }

    private static long? ReadCursor(IQueryCollection query, bool oldestFirst, List<FieldError> errors)
    {
        if (query["cursor"] is not [{ } text, ..]) return null;
        if (Base64Url.IsValid(text)
            && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split(':') is [var mark, var digits] && mark == Mark(oldestFirst)
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        errors.Add(new FieldError("cursor", $"is '{text}', which no page of this list gave out.", "Use nextCursor of the page before with the same order, or leave it out for the first page."));
        return null;
    }

    private static string Mark(bool oldestFirst) => oldestFirst ? "o" : "n";
}
