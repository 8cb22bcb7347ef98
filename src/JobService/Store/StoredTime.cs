namespace Floe.JobService.Store;

internal static class StoredTime
{
    /// <summary>Now, as exact as it is stored: an answer given before and one after a restart say the same.</summary>
    public static DateTimeOffset Now(this TimeProvider time) => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
