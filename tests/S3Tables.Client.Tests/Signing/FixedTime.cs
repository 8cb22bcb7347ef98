using System.Globalization;

namespace Floe.S3Tables.Client.Tests.Signing;

/// <summary>A clock that stands at the time of a signature.</summary>
internal sealed class FixedTime(string timestamp) : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override DateTimeOffset GetUtcNow() =>
        DateTimeOffset.ParseExact(timestamp, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) + Offset;
}
