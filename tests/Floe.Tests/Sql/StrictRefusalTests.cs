using Floe.JobService.Contracts;

namespace Floe.Floe.Tests.Sql;

/// <summary>What Amazon S3 Tables does not allow is told as an error of the script: which statement, where, why, and what to do instead.</summary>
public sealed class StrictRefusalTests(PlatformFixture fixture) : IClassFixture<PlatformFixture>
{
    private const string Bucket = "strict-refusals";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("CREATE NAMESPACE s3tablesbucket.described COMMENT 'x'", 18, "only the namespace property 'owner'", "Leave out COMMENT")]
    [InlineData("CREATE NAMESPACE s3tablesbucket.described WITH DBPROPERTIES ('team' = 'x')", 18, "'team'", "Leave out COMMENT and WITH DBPROPERTIES")]
    [InlineData("CREATE NAMESPACE s3tablesbucket.`Two-Words`", 18, "Two-Words", "lower-case letters, digits and underscores")]
    [InlineData("CREATE NAMESPACE s3tablesbucket.aws_own", 18, "the prefix 'aws' is reserved", "not with 'aws'")]
    [InlineData("CREATE NAMESPACE s3tablesbucket.a.b", 18, "too many parts", "catalog.namespace")]
    [InlineData("CREATE TABLE s3tablesbucket.ns.`My-Table` (id INT)", 14, "My-Table", "lower-case letters, digits and underscores")]
    [InlineData("CREATE TABLE s3tablesbucket.ns.`Selected` AS SELECT 1 AS id", 14, "Selected", "lower-case letters, digits and underscores")]
    [InlineData("CREATE TABLE s3tablesbucket.ns.placed (id INT) LOCATION 's3://mine/here/'", 48, "the catalog gives every table its own place", "Remove it")]
    [InlineData("CREATE TABLE s3tablesbucket.nowhere.t (id INT)", 14, "no namespace s3tablesbucket.nowhere", "CREATE NAMESPACE first")]
    [InlineData("ALTER TABLE s3tablesbucket.ns.t RENAME TO `New-Name`", 43, "New-Name", "lower-case letters, digits and underscores")]
    [InlineData("ALTER TABLE s3tablesbucket.ns.t RENAME TO nowhere.t", 43, "no namespace s3tablesbucket.nowhere", "CREATE NAMESPACE first")]
    [InlineData("ALTER TABLE s3tablesbucket.ns.t RENAME TO `other-bucket`.ns.t", 43, "other-bucket", "CREATE TABLE ... AS SELECT")]
    [InlineData("ALTER TABLE s3tablesbucket.ns.t SET LOCATION 's3://mine/here/'", 37, "catalog decides", "cannot be set")]
    [InlineData("ALTER NAMESPACE s3tablesbucket.ns SET PROPERTIES ('a' = '1')", 7, "no properties", "Namespaces")]
    [InlineData("DROP NAMESPACE s3tablesbucket.ns", 16, "still has tables", "Drop them first")]
    [InlineData("CALL s3tablesbucket.system.remove_orphan_files('ns.t')", 48, "table buckets do not list", "their own maintenance")]
    [InlineData("CALL s3tablesbucket.system.register_table('ns.x', 's3://mine/metadata.json')", 6, "register_table is not supported", "CREATE TEMPORARY VIEW")]
    public async Task A_statement_against_the_limits_names_its_place_the_reason_and_the_way_out(string statement, int column, string why, string remedy)
    {
        await PrepareAsync();
        // As job and by floe sql.
        var script = $"SELECT 1;\n{statement};\nSELECT 2;\n";

        var command = await fixture.FloeAsync("sql", script, "--table-bucket", Bucket);
        Assert.Equal(1, command.ExitCode);
        foreach (var part in new[] { $"Statement 2 (line 2, column {column})", why, remedy }) Assert.Contains(part, command.Error);

        var (_, ended) = await Scripts.FinishAsync(fixture.Platform, new() { TableBucket = Bucket, Script = script }, Token);
        Assert.Equal(JobState.Failed, ended.State);
        Assert.Contains(ended.Reason!.Trim(), command.Error);
    }

    [Fact]
    public async Task A_view_over_the_files_of_a_table_is_refused_where_it_would_have_to_list_them()
    {
        await PrepareAsync();
        var table = await fixture.Platform.Jobs.SqlAsync(new() { TableBucket = Bucket, Sql = "SELECT regexp_extract(file, 's3://[^/]+') AS bucket FROM s3tablesbucket.ns.t.metadata_log_entries LIMIT 1" }, Token);
        var warehouse = table.Result!.Rows[0][0];

        var result = await fixture.FloeAsync("sql", $"CREATE TEMPORARY VIEW v (id INT) USING csv OPTIONS (path '{warehouse}/data/');\nSELECT * FROM v", "--table-bucket", Bucket);

        foreach (var part in new[] { "Statement 1 (line 1, column 23)", "table buckets do not list", "read the table by its own name" }) Assert.Contains(part, result.Error);
    }

    private async Task PrepareAsync()
    {
        if ((await fixture.Platform.Tables.ListTableBucketsPageAsync(Bucket, cancellationToken: Token)).TableBuckets.Count > 0) return;
        foreach (var bucket in new[] { "other-bucket", Bucket }) await fixture.Platform.Tables.CreateTableBucketAsync(new(bucket), Token);
        await Scripts.RunAsync(fixture.Platform, Bucket, "CREATE NAMESPACE s3tablesbucket.ns; CREATE TABLE s3tablesbucket.ns.t (id INT)", Token);
    }
}
