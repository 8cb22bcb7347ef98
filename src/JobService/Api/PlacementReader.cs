using Floe.JobService.Contracts;

namespace Floe.JobService.Api;

/// <summary>Reads where and when a job is to run: the members of <see cref="JobDefinition"/> that all kinds have.</summary>
internal static class PlacementReader
{
    private const int MaxPriority = 1000;
    private const int MaxStartTimeoutSeconds = 7 * 24 * 3600;

    /// <summary>Adds to the definition what the body has; errors go to the body.</summary>
    public static JobDefinition Read(JsonBody body, JobDefinition definition) => definition with
    {
        Engine = Name(body, "engine", "Send the name of an engine, or leave it out."),
        Queue = Name(body, "queue", "Send the name of a queue that GET /api/v1/queues lists, or leave it out."),
        Priority = (int)(body.Whole("priority", -MaxPriority, MaxPriority, "Send a whole number; the higher goes first.") ?? 0),
        Labels = LabelReader.Read(body),
        Retry = Retry(body),
        StartTimeoutSeconds = (int?)body.Whole("startTimeoutSeconds", 1, MaxStartTimeoutSeconds, "Send the seconds an attempt may wait for its engine, or leave it out for no limit."),
    };

    private static string? Name(JsonBody body, string member, string remedy)
    {
        var name = body.String(member, remedy);
        if (name is not null && !ResourceName.IsWellFormed(name)) body.AddOf(member, $"is '{name}'.", $"{remedy} {ResourceName.Rule}");
        return name;
    }

    private static RetryPolicy? Retry(JsonBody body)
    {
        if (body.Object("retry", """Send {"maxAttempts": 3}, or leave it out.""") is not { } retry) return null;
        var defaults = new RetryPolicy();
        return new()
        {
            MaxAttempts = (int)(retry.Whole("maxAttempts", 1, 20, "Send how many attempts there are in all.") ?? defaults.MaxAttempts),
            BackoffSeconds = (int)(retry.Whole("backoffSeconds", 0, 86_400, "Send the seconds before the second attempt; each wait is twice the one before.") ?? defaults.BackoffSeconds),
            MaxBackoffSeconds = (int)(retry.Whole("maxBackoffSeconds", 0, 86_400, "Send the seconds that a wait lasts at most.") ?? defaults.MaxBackoffSeconds),
        };
    }
}
