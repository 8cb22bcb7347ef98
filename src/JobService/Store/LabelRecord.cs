namespace Floe.JobService.Store;

/// <summary>One label of a job, for filters; the definition has them too.</summary>
internal sealed class LabelRecord
{
    public long JobNumber { get; set; }

    public required string Name { get; set; }

    public required string Value { get; set; }
}
