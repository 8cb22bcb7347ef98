using System.Globalization;
using System.Text.Json;
using Cronos;
using Floe.JobService.Api.Documentation;
using Floe.JobService.Auth;
using Floe.JobService.Contracts;
using Floe.JobService.Dispatch;
using Floe.JobService.Schedules;
using Floe.JobService.Store;

namespace Floe.JobService.Api;

internal static class ScheduleEndpoints
{
    private const int MaxPreview = 100;
    private const int MaxKept = 10_000;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/schedules", ListAsync).Needs(Scopes.Read).WithName("listSchedules").Describe("List schedules", "Own ones; everybody's with the scope admin.").Gives<ScheduleList>(200).Fails();
        api.MapGet("/schedules/{name}", GetAsync).Needs(Scopes.Read).WithName("getSchedule").Describe("Get a schedule", "With its last and its next time.").Gives<ScheduleDetails>(200).Fails(404);
        api.MapGet("/schedules/{name}/times", TimesAsync).Needs(Scopes.Read).WithName("getScheduleTimes").Describe("See the next times of a schedule", "From now on, in UTC.")
            .TakesQuery(Queries.Times).Gives<ScheduleTimes>(200).Fails(404);
        api.MapPut("/schedules/{name}", PutAsync).Needs(Scopes.Submit).WithName("putSchedule").Describe("Make or change a schedule", "Jobs that it submitted stay.")
            .Takes<ScheduleSettings>(Examples.Schedule).Gives<ScheduleDetails>(200, 201).Fails(409);
        api.MapDelete("/schedules/{name}", DeleteAsync).Needs(Scopes.Submit).WithName("deleteSchedule").Describe("Delete a schedule", "Jobs that it submitted stay.").GivesNothing().Fails(404);
    }

    private static async Task<IResult> ListAsync(HttpContext http, ScheduleStore schedules, CancellationToken cancellationToken) =>
        Results.Json(new ScheduleList([.. (await schedules.ListAsync(Caller.Of(http).OnlyOwner, cancellationToken)).Select(Details)]), JobsWire.Json.ScheduleList);

    private static async Task<IResult> GetAsync(string name, HttpContext http, ScheduleStore schedules, CancellationToken cancellationToken) =>
        await FindAsync(name, http, schedules, cancellationToken) is { } schedule ? Results.Json(Details(schedule), JobsWire.Json.ScheduleDetails) : NoSuch(name);

    private static async Task<IResult> TimesAsync(string name, HttpContext http, ScheduleStore schedules, TimeProvider time, CancellationToken cancellationToken)
    {
        var text = http.Request.Query["count"] is [{ } given, ..] ? given : "5";
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > MaxPreview)
            return Problems.Wrong(new FieldError("count", $"is '{text}'.", $"Use a whole number from 1 to {MaxPreview}."));
        if (await FindAsync(name, http, schedules, cancellationToken) is not { } schedule) return NoSuch(name);
        var cron = CronTimes.Parse(schedule.Cron, schedule.TimeZone);
        var times = new List<DateTimeOffset>();
        for (var next = cron.After(time.GetUtcNow()); next is { } at && times.Count < count; next = cron.After(at)) times.Add(at);
        return Results.Json(new ScheduleTimes(times), JobsWire.Json.ScheduleTimes);
    }

    private static async Task<IResult> PutAsync(string name, HttpContext http, ScheduleStore schedules, JobSubmission submission, QueueCheck queues, CancellationToken cancellationToken)
    {
        ResourceName.Check(name);
        var caller = Caller.Of(http);
        var schedule = Read(name, caller.Name, await JsonBody.ReadAsync(http.Request, cancellationToken));
        var definition = StoredJson.Definition(schedule.Definition);
        IReadOnlyList<FieldError> errors = [.. await submission.CheckAsync(definition, cancellationToken), .. await queues.ErrorsAsync(definition, cancellationToken)];
        if (errors.Count > 0)
            return Problems.Wrong([.. errors.Select(error => error with { Field = error.Field.StartsWith('$') ? $"$.job{error.Field[1..]}" : error.Field })]);
        return await schedules.PutAsync(schedule, caller.IsAdmin, cancellationToken) is { } isNew
            ? Results.Json(Details(schedule), JobsWire.Json.ScheduleDetails, statusCode: isNew ? 201 : 200)
            : Problems.NameTaken("schedule", name);
    }

    private static async Task<IResult> DeleteAsync(string name, HttpContext http, ScheduleStore schedules, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, http, schedules, cancellationToken) is null) return NoSuch(name);
        await schedules.DeleteAsync(name, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<ScheduleRecord?> FindAsync(string name, HttpContext http, ScheduleStore schedules, CancellationToken cancellationToken) =>
        await schedules.FindAsync(name, cancellationToken) is { } schedule && Caller.Of(http).Sees(schedule.Owner) ? schedule : null;

    private static IResult NoSuch(string name) => Problems.NoSuch("schedule", name, "/api/v1/schedules");

    private static ScheduleRecord Read(string name, string owner, JsonBody body)
    {
        var cron = body.RequiredString("cron", "Send five fields: minute, hour, day of month, month, day of week, such as '0 6 * * MON-FRI'.");
        var zone = body.String("timeZone", "Send an IANA time zone such as Europe/Berlin, or leave it out for UTC.") ?? Zones.Utc;
        CheckTimes(body, cron, zone);
        var schedule = new ScheduleRecord
        {
            Name = name,
            Owner = owner,
            Cron = cron,
            TimeZone = zone,
            Concurrency = body.Choice<ConcurrencyPolicy>("concurrency") ?? ConcurrencyPolicy.Allow,
            Suspended = body.Boolean("suspended", "Send true or false.") ?? false,
            KeepSucceeded = (int?)body.Whole("keepSucceeded", 0, MaxKept, "Send how many jobs to keep, or leave it out."),
            KeepFailed = (int?)body.Whole("keepFailed", 0, MaxKept, "Send how many jobs to keep, or leave it out."),
            Definition = "",
            CreatedAt = default,
        };
        var job = Nested.Job(body, "job", body.Any("job"));
        body.ThrowIfWrong();
        schedule.Definition = JsonSerializer.Serialize(job!, JobsWire.Json.JobDefinition);
        return schedule;
    }

    private static void CheckTimes(JsonBody body, string cron, string zone)
    {
        try
        {
            if (cron.Length > 0 && CronTimes.Parse(cron, Zones.Utc).After(DateTimeOffset.UnixEpoch) is null)
                body.AddOf("cron", $"is '{cron}', a time that never comes.", "Send a day that its month has.");
        }
        catch (CronFormatException e)
        {
            body.AddOf("cron", $"is '{cron}': {e.Message}", "Send five fields: minute, hour, day of month, month, day of week.");
        }
        if (!Zones.TryFind(zone, out _)) body.AddOf("timeZone", $"is '{zone}', which this machine does not know.", Zones.Remedy);
    }

    private static ScheduleDetails Details(ScheduleRecord schedule) => new(
        schedule.Name,
        schedule.Owner,
        new ScheduleSettings
        {
            Cron = schedule.Cron,
            TimeZone = schedule.TimeZone,
            Concurrency = schedule.Concurrency,
            Suspended = schedule.Suspended,
            KeepSucceeded = schedule.KeepSucceeded,
            KeepFailed = schedule.KeepFailed,
            Job = StoredJson.Definition(schedule.Definition),
        },
        schedule.CreatedAt)
    {
        NextAt = schedule.NextAt,
        LastAt = schedule.LastAt,
        LastResult = schedule.LastResult,
    };
}
