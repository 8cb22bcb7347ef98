namespace Floe.JobService.Store;

/// <summary>Result rows of a job, apart from it: lists and state changes do not read them.</summary>
internal sealed class ResultRecord
{
    public long JobNumber { get; set; }

    /// <summary>The <see cref="Engine.ResultSet"/> as JSON.</summary>
    public required string Rows { get; set; }
}
