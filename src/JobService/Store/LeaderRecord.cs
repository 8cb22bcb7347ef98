namespace Floe.JobService.Store;

/// <summary>Who dispatches: one row. The epoch goes up each time that somebody becomes leader.</summary>
internal sealed class LeaderRecord
{
    public const int Only = 1;

    public int Id { get; set; }

    public long Epoch { get; set; }

    /// <summary>Machine and process, for people.</summary>
    public string? Holder { get; set; }
}
