namespace Floe.JobService.Logs.Archive;

/// <summary>The archive did not do what it was asked to.</summary>
/// <param name="place">The object or folder, <c>s3://…</c>.</param>
/// <param name="why">What is wrong, and what to do, as sentences.</param>
/// <param name="isGone">True where the archive answers, but the object is not in it.</param>
/// <param name="inner">What S3 or the network said.</param>
internal sealed class ArchiveException(string place, string why, bool isGone, Exception inner) : Exception($"{place}: {why}", inner)
{
    public string Place { get; } = place;

    public string Why { get; } = why;

    public bool IsGone { get; } = isGone;
}
