using System.Globalization;
using Floe.JobService.Client;

namespace Floe.Floe.Tests.Sql;

/// <summary>Writers of one table at once, each over HTTP: what was acknowledged is in the table, once.</summary>
public sealed class TwoWritersTests(PlatformFixture fixture) : IClassFixture<PlatformFixture>
{
    private const int Rounds = 8;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2, "copy-on-write", "serializable")]
    [InlineData(2, "merge-on-read", "snapshot")]
    [InlineData(3, "merge-on-read", "serializable")]
    [InlineData(3, "copy-on-write", "snapshot")]
    public async Task Merges_and_appends_at_once_lose_no_row_and_count_none_twice(int version, string mode, string isolation)
    {
        var bucket = $"writers-{version.ToString(CultureInfo.InvariantCulture)}-{isolation}";
        await fixture.Platform.Tables.CreateTableBucketAsync(new(bucket), Token);
        await Scripts.RunAsync(
            fixture.Platform,
            bucket,
            $"""
            CREATE NAMESPACE s3tablesbucket.ns;
            CREATE TABLE s3tablesbucket.ns.t (id INT, n INT) TBLPROPERTIES ('format-version' = '{version}', 'write.merge.mode' = '{mode}', 'write.merge.isolation-level' = '{isolation}');
            INSERT INTO s3tablesbucket.ns.t VALUES (0, 0);
            """,
            Token);

        await Task.WhenAll(MergeAsync(bucket), AppendAsync(bucket, 1000), AppendAsync(bucket, 2000));

        var rows = await fixture.Platform.Jobs.SqlAsync(new()
        {
            TableBucket = bucket,
            Sql = "SELECT count(*), count(DISTINCT id), max(n) FILTER (WHERE id = 0), count(*) FILTER (WHERE id BETWEEN 1 AND 999), count(*) FILTER (WHERE id >= 1000) FROM s3tablesbucket.ns.t",
        }, Token);
        long[] expected = [1 + (3 * Rounds), 1 + (3 * Rounds), Rounds, Rounds, 2 * Rounds];
        Assert.Equal(expected, rows.Result!.Rows[0].Select(value => Convert.ToInt64(value, CultureInfo.InvariantCulture)));
    }

    /// <summary>
    /// Each merge counts in the row 0 and adds a row of its own. One that meets an append which it would have had to see changes nothing and says so;
    /// then it is for the client to run it again.
    /// </summary>
    private async Task MergeAsync(string bucket)
    {
        for (var round = 1; round <= Rounds; round++)
            while (!await TryMergeAsync(bucket, round)) Token.ThrowIfCancellationRequested();
    }

    private async Task<bool> TryMergeAsync(string bucket, int id)
    {
        try
        {
            await SqlAsync(bucket, $"""
                MERGE INTO s3tablesbucket.ns.t USING (SELECT * FROM (VALUES (0), ({id})) v(id)) s ON t.id = s.id
                WHEN MATCHED THEN UPDATE SET n = t.n + 1 WHEN NOT MATCHED THEN INSERT (id, n) VALUES (s.id, 0)
                """);
            return true;
        }
        catch (JobsClientException e) when (e.Message.Contains("run it again", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private async Task AppendAsync(string bucket, int first)
    {
        for (var round = 0; round < Rounds; round++) await SqlAsync(bucket, $"INSERT INTO s3tablesbucket.ns.t VALUES ({first + round}, 0)");
    }

    private Task SqlAsync(string bucket, string sql) => fixture.Platform.Jobs.SqlAsync(new() { TableBucket = bucket, Sql = sql }, Token);
}
