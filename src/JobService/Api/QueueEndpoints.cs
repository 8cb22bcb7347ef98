using Floe.JobService.Api.Documentation;
using Floe.JobService.Auth;
using Floe.JobService.Contracts;
using Floe.JobService.Dispatch;
using Floe.JobService.Store;

namespace Floe.JobService.Api;

/// <summary>Queues: limits and shares.</summary>
internal static class QueueEndpoints
{
    private const int Most = 1_000_000;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/queues", ListAsync).Needs(Scopes.Read).WithName("listQueues").Describe("List queues", "With how many jobs wait and run.").Gives<QueueList>(200).Fails();
        api.MapGet("/queues/{name}", GetAsync).Needs(Scopes.Read).WithName("getQueue").Describe("Get a queue", "With how many jobs wait and run.").Gives<QueueDetails>(200).Fails(404);
        api.MapPut("/queues/{name}", PutAsync).Needs(Scopes.Admin).WithName("putQueue").Describe("Make or change a queue", "Jobs that wait in it stay.")
            .Takes<QueueSettings>(Examples.Queue).Gives<QueueDetails>(200, 201).Fails();
        api.MapDelete("/queues/{name}", DeleteAsync).Needs(Scopes.Admin).WithName("deleteQueue").Describe("Delete a queue", "Only an empty one; the queue 'default' stays.").GivesNothing().Fails(404, 409);
    }

    private static async Task<IResult> ListAsync(QueueStore queues, CancellationToken cancellationToken)
    {
        var details = new List<QueueDetails>();
        foreach (var queue in await queues.ListAsync(cancellationToken)) details.Add(await DetailsAsync(queue, queues, cancellationToken));
        return Results.Json(new QueueList(details), JobsWire.Json.QueueList);
    }

    private static async Task<IResult> GetAsync(string name, QueueStore queues, CancellationToken cancellationToken) =>
        await queues.FindAsync(name, cancellationToken) is { } queue
            ? Results.Json(await DetailsAsync(queue, queues, cancellationToken), JobsWire.Json.QueueDetails)
            : Problems.NoSuch("queue", name, "/api/v1/queues");

    private static async Task<IResult> PutAsync(string name, HttpContext http, QueueStore queues, DispatchSignal signal, CancellationToken cancellationToken)
    {
        ResourceName.Check(name);
        var queue = Read(name, await JsonBody.ReadAsync(http.Request, cancellationToken));
        var isNew = await queues.PutAsync(queue, cancellationToken);
        signal.Set();
        return Results.Json(await DetailsAsync(queue, queues, cancellationToken), JobsWire.Json.QueueDetails, statusCode: isNew ? 201 : 200);
    }

    private static async Task<IResult> DeleteAsync(string name, QueueStore queues, CancellationToken cancellationToken)
    {
        if (name == QueueRecord.Default) return Problems.Conflict("The queue stays.", "The queue 'default' is where jobs wait that name no queue. Give it limits instead.");
        return await queues.DeleteAsync(name, cancellationToken) switch
        {
            null => Problems.NoSuch("queue", name, "/api/v1/queues"),
            false => Problems.Conflict("The queue is not empty.", $"Jobs wait in the queue '{name}'. Let them run or cancel them first."),
            true => Results.NoContent(),
        };
    }

    private static QueueRecord Read(string name, JsonBody body)
    {
        var defaults = new QueueSettings();
        var queue = new QueueRecord
        {
            Name = name,
            Weight = (int)(body.Whole("weight", 1, 1000, "Send its share of starts beside other queues.") ?? defaults.Weight),
            MaxRunning = (int?)body.Whole("maxRunning", 0, Most, "Send how many of its jobs may run at a time, 0 to hold them all, or leave it out for no limit."),
            MaxQueued = (int?)body.Whole("maxQueued", 0, Most, "Send how many jobs may wait, or leave it out for no limit."),
            MinPriority = (int)(body.Whole("minPriority", -1000, 1000, "Send the lowest priority that it takes.") ?? defaults.MinPriority),
            MaxPriority = (int)(body.Whole("maxPriority", -1000, 1000, "Send the highest priority that it takes.") ?? defaults.MaxPriority),
            CreatedAt = default,
        };
        if (queue.MinPriority > queue.MaxPriority) body.AddOf("minPriority", $"is {queue.MinPriority}, more than maxPriority.", "Send a range that has something in it.");
        body.ThrowIfWrong();
        return queue;
    }

    private static async Task<QueueDetails> DetailsAsync(QueueRecord queue, QueueStore queues, CancellationToken cancellationToken)
    {
        var (waiting, inEngine) = await queues.LoadAsync(queue.Name, cancellationToken);
        var settings = new QueueSettings { Weight = queue.Weight, MaxRunning = queue.MaxRunning, MaxQueued = queue.MaxQueued, MinPriority = queue.MinPriority, MaxPriority = queue.MaxPriority };
        return new(queue.Name, settings, waiting, inEngine);
    }
}
