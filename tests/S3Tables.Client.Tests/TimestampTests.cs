using System.Text.Json;
using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Client.Tests;

public sealed class TimestampTests
{
    [Theory]
    [InlineData("2025-01-07T22:14:48.689581+00:00", "2025-01-07T22:14:48.689581+00:00")]
    [InlineData("2025-01-08T01:18:08.857+00:00", "2025-01-08T01:18:08.857000+00:00")]
    [InlineData("2025-01-08T01:18:08Z", "2025-01-08T01:18:08.000000+00:00")]
    [InlineData("2025-01-08T03:18:08.5+02:00", "2025-01-08T01:18:08.500000+00:00")]
    public void A_time_has_six_digits_of_a_second_and_is_in_UTC(string time, string written)
    {
        var bucket = new TableBucketSummary("arn", "name", "000000000000", DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), null, null);

        var json = JsonSerializer.SerializeToElement(new ListTableBucketsResponse([bucket], null), ContractsJson.Default.ListTableBucketsResponse);

        Assert.Equal(written, json.GetProperty("tableBuckets")[0].GetProperty("createdAt").GetString());
    }
}
