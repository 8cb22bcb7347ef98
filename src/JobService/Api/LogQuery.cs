using Floe.JobService.Contracts;
using Floe.JobService.Logs;

namespace Floe.JobService.Api;

/// <summary>What a reader of a log asks for.</summary>
internal sealed record LogQuery(LogCursor Cursor, bool Follow, bool AsEvents)
{
    private const string EventStream = "text/event-stream";

    /// <exception cref="BadRequestException">A parameter has a value it cannot have, or is unknown.</exception>
    public static LogQuery Read(HttpRequest request)
    {
        var errors = new List<FieldError>();
        foreach (var name in request.Query.Keys.Where(name => name is not ("cursor" or "follow")))
            errors.Add(new FieldError(name, "is not a parameter of a log.", "Use cursor and follow."));
        var query = new LogQuery(ReadCursor(request, errors), ReadFollow(request, errors), AcceptsEvents(request));
        return errors.Count == 0 ? query : throw new BadRequestException(errors);
    }

    private static LogCursor ReadCursor(HttpRequest request, List<FieldError> errors)
    {
        // A browser's EventSource repeats its first URL and tells how far it got by header: the header is the newer of the two.
        var (name, text) = request.Headers["Last-Event-ID"] is [{ Length: > 0 } last, ..] ? ("Last-Event-ID", last) : ("cursor", request.Query["cursor"].ToString());
        if (text.Length == 0) return LogCursor.Start;
        if (LogCursor.TryParse(text, out var cursor)) return cursor;
        errors.Add(new FieldError(name, $"is '{text}', which no log of this service gave out.", "Use the id of an event or the Floe-Next-Cursor header, or leave it out to begin at the start."));
        return LogCursor.Start;
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
