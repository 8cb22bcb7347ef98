using Floe.JobService.Contracts;

namespace Floe.JobService.Store;

/// <summary>One accepted job, as it is stored.</summary>
internal sealed class JobRecord
{
    /// <summary>Counts up in the order of acceptance: the order of the queue and of lists.</summary>
    public long Number { get; set; }

    /// <summary>The name the job has outside.</summary>
    public required string Id { get; set; }

    public required string Name { get; set; }

    public required JobKind Kind { get; set; }

    public required string Engine { get; set; }

    public required string TableBucket { get; set; }

    /// <summary>The <see cref="JobDefinition"/> as JSON: new kinds of jobs need no new columns.</summary>
    public required string Definition { get; set; }

    public required JobState State { get; set; }

    public string? Reason { get; set; }

    /// <summary>Who submitted it; only they and administrators see it.</summary>
    public required string Owner { get; set; }

    public required string Queue { get; set; }

    /// <summary>The higher goes first within the queue.</summary>
    public int Priority { get; set; }

    /// <summary>The queue holds the job back until then; null: no longer than it has to.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>The schedule that submitted it.</summary>
    public string? Schedule { get; set; }

    /// <summary>The leadership under which an engine has the job; 0 while no engine has it. Writes of a run under another one do not count.</summary>
    public long Epoch { get; set; }

    /// <summary>Number of the newest attempt; 0 before the first.</summary>
    public int Attempt { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>W3C traceparent of the submit.</summary>
    public string? TraceParent { get; set; }

    /// <summary>Unique among the owner's where there is one.</summary>
    public string? IdempotencyKey { get; set; }

    /// <summary>SHA-256 of <see cref="Definition"/>, to tell the same submit from another one with the same key.</summary>
    public required string DefinitionHash { get; set; }

    /// <summary>Goes up with each change of state: a change based on an older reading does not count.</summary>
    public int Version { get; set; }

    public List<LabelRecord> Labels { get; } = [];

    public List<AttemptRecord> Attempts { get; } = [];

    public List<StateRecord> History { get; } = [];
}
