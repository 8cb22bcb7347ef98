namespace Floe.JobService.Contracts;

/// <summary>A queue and what is in it.</summary>
/// <param name="Waiting">Jobs that wait or are held.</param>
/// <param name="InEngine">Jobs that an engine has.</param>
public sealed record QueueDetails(string Name, QueueSettings Settings, int Waiting, int InEngine);

public sealed record QueueList(IReadOnlyList<QueueDetails> Queues);
