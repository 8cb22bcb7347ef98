using System.Globalization;
using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Logs;

namespace Floe.JobService.Api;

/// <summary>What a reader of a log asks for.</summary>
/// <param name="Cursor">Where to go on; null: at the start, or at the last lines.</param>
/// <param name="Role">Whose log.</param>
/// <param name="Attempt">Only this attempt; null: all of them, one after another.</param>
/// <param name="Tail">Only so many lines of what is there, of the newest attempt where none is named.</param>
internal sealed record LogQuery(LogCursor? Cursor, string Role, int? Attempt, int? Tail, bool Follow, bool AsEvents)
{
    private const string EventStream = "text/event-stream";
    private const int MaxTail = 100_000;

    /// <exception cref="BadRequestException">A parameter has a value it cannot have, or is unknown.</exception>
    public static LogQuery Read(HttpRequest request)
    {
        var errors = new List<FieldError>();
        foreach (var name in request.Query.Keys.Where(name => name is not ("cursor" or "follow" or "role" or "attempt" or "tail")))
            errors.Add(new FieldError(name, "is not a parameter of a log.", "Use cursor, follow, role, attempt and tail."));
        var query = new LogQuery(
            ReadCursor(request, errors),
            ReadRole(request, errors),
            ReadNumber(request, "attempt", int.MaxValue, errors),
            ReadNumber(request, "tail", MaxTail, errors),
            ReadFollow(request, errors),
            AcceptsEvents(request));
        if (query is { Cursor: { } cursor, Attempt: { } attempt } && cursor.Attempt != attempt)
            errors.Add(new FieldError("cursor", $"is of attempt {cursor.Attempt}, not of {attempt}.", "Leave attempt or cursor out."));
        return errors.Count == 0 ? query : throw new BadRequestException(errors);
    }

    private static LogCursor? ReadCursor(HttpRequest request, List<FieldError> errors)
    {
        // A browser's EventSource repeats its first URL and tells how far it got by header: the header is the newer of the two.
        var (name, text) = request.Headers["Last-Event-ID"] is [{ Length: > 0 } last, ..] ? ("Last-Event-ID", last) : ("cursor", request.Query["cursor"].ToString());
        if (text.Length == 0) return null;
        if (LogCursor.TryParse(text, out var cursor)) return cursor;
        errors.Add(new FieldError(name, $"is '{text}', which no log of this service gave out.", "Use the id of an event or the Floe-Next-Cursor header, or leave it out to begin at the start."));
        return null;
    }

    private static string ReadRole(HttpRequest request, List<FieldError> errors)
    {
        if (request.Query["role"] is not [{ } role, ..]) return LogRole.Driver;
        if (LogRole.IsWellFormed(role)) return role;
        errors.Add(new FieldError("role", $"is '{role}', which is no role of a log.", "Use driver, or one that GET /api/v1/jobs/{id} lists."));
        return LogRole.Driver;
    }

    private static int? ReadNumber(HttpRequest request, string name, int max, List<FieldError> errors)
    {
        if (request.Query[name] is not [{ } text, ..]) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max) return number;
        errors.Add(new FieldError(name, $"is '{text}'.", $"Use a whole number from 1 to {max}."));
        return null;
    }

    private static bool ReadFollow(HttpRequest request, List<FieldError> errors)
    {
        if (request.Query["follow"] is not [{ } text, ..]) return false;
        if (bool.TryParse(text, out var follow)) return follow;
        errors.Add(new FieldError("follow", $"is '{text}'.", "Use true or false."));
        return false;
    }

    private static bool AcceptsEvents(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(accept => accept.MediaType.Equals(EventStream, StringComparison.OrdinalIgnoreCase));
}
