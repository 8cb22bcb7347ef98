using System.Security.Cryptography;

namespace Floe.JobService.Jobs;

/// <summary>
/// Job ids: 20 lower-case hex digits, 12 of the time in milliseconds and 8 random ones. They sort by time, and are short and
/// plain enough for file names, object tags and Kubernetes names and labels.
/// </summary>
internal static class JobId
{
    public const int Length = 20;

    public static string New(DateTimeOffset now) =>
        now.ToUnixTimeMilliseconds().ToString("x12") + RandomNumberGenerator.GetHexString(Length - 12, lowercase: true);

    /// <summary>Ids become file names: nothing else may come near the file system.</summary>
    public static bool IsWellFormed(string id) => id.Length == Length && id.All(char.IsAsciiHexDigitLower);
}
