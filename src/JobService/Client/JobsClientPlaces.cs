using Floe.JobService.Contracts;

namespace Floe.JobService.Client;

/// <summary>Queues, schedules, and what others run on the cluster.</summary>
public static class JobsClientPlaces
{
    private const string Queues = "api/v1/queues";
    private const string Schedules = "api/v1/schedules";

    public static Task<QueueList> ListQueuesAsync(this JobsClient jobs, CancellationToken cancellationToken = default) => jobs.GetAsync(Queues, JobsWire.Json.QueueList, cancellationToken);

    /// <summary>Makes the queue, or gives it these settings; what they leave out is as in a new one.</summary>
    public static async Task<QueueDetails> PutQueueAsync(this JobsClient jobs, string name, QueueSettings settings, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Queues}/{Uri.EscapeDataString(name)}") { Content = JsonContent.Create(settings, JobsWire.Json.QueueSettings) };
        return await jobs.SendAsync(request, JobsWire.Json.QueueDetails, cancellationToken);
    }

    public static Task<ScheduleList> ListSchedulesAsync(this JobsClient jobs, CancellationToken cancellationToken = default) => jobs.GetAsync(Schedules, JobsWire.Json.ScheduleList, cancellationToken);

    public static Task<ScheduleDetails> GetScheduleAsync(this JobsClient jobs, string name, CancellationToken cancellationToken = default) =>
        jobs.GetAsync($"{Schedules}/{Uri.EscapeDataString(name)}", JobsWire.Json.ScheduleDetails, cancellationToken);

    /// <param name="jobs">The service.</param>
    /// <param name="name">The schedule.</param>
    /// <param name="count">1 to 100.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<IReadOnlyList<DateTimeOffset>> NextTimesAsync(this JobsClient jobs, string name, int count, CancellationToken cancellationToken = default) =>
        (await jobs.GetAsync($"{Schedules}/{Uri.EscapeDataString(name)}/times?count={count}", JobsWire.Json.ScheduleTimes, cancellationToken)).Times;

    /// <summary>One page, newest first. Needs the scope <c>admin</c>.</summary>
    public static Task<ExternalApplicationPage> ListExternalAsync(this JobsClient jobs, int limit = 50, string? cursor = null, CancellationToken cancellationToken = default) =>
        jobs.GetAsync($"api/v1/external-applications?limit={limit}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", JobsWire.Json.ExternalApplicationPage, cancellationToken);
}
