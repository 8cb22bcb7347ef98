using System.Globalization;
using System.Text.Json;

namespace Floe.Floe.Tests.Sql;

/// <summary>
/// The whole SQL subset over the real service: <c>walk.sql</c> as a job, whose files take the short cut of one process, and by <c>floe sql</c>,
/// whose files go over S3. Both give the same rows, with the limits of Amazon S3 Tables and without.
/// </summary>
public sealed class SubsetWalkTests(PlatformFixture fixture) : IClassFixture<PlatformFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("strict", 2, "copy-on-write")]
    [InlineData("strict", 2, "merge-on-read")]
    [InlineData("strict", 3, "copy-on-write")]
    [InlineData("strict", 3, "merge-on-read")]
    [InlineData("lenient", 2, "merge-on-read")]
    [InlineData("lenient", 3, "copy-on-write")]
    public async Task Every_statement_works_in_both_profiles_and_by_both_ways(string profile, int version, string mode)
    {
        var bucket = await BucketAsync(profile);
        var place = $"v{version}_{mode.Replace('-', '_')}";
        Dictionary<string, string> job = Variables($"{place}_job", version, mode), command = Variables($"{place}_command", version, mode);

        var rows = await ByJobAsync(bucket, "walk.sql", job);
        Assert.Equal(Expected(mode), Table(rows));
        Assert.Equal(rows, await ByCommandAsync(bucket, "walk.sql", command));

        foreach (var variables in new[] { job, command }) variables["first"] = await FirstSnapshotAsync(bucket, $"{variables["ns"]}.goods");
        var back = await ByJobAsync(bucket, "walk-back.sql", job);
        Assert.Equal(["1 2 3 4 5 6 7 8|8|8|8|true"], Table(back));
        Assert.Equal(back, await ByCommandAsync(bucket, "walk-back.sql", command));
    }

    private static string[] Expected(string mode) =>
    [
        "inserted = 1:n1:10:1:2 2:n2:20:2:2 3:n3:30:3:2 4:n4:40:4:2 5:n5:50:5:2 6:n6:60:6:2 7:n7:70:7:2 8:n8:80:8:2",
        "evolved = 1:10:1 2:20:2 3:30:3 4:40:4 5:50:5 6:60:6 7:70:7 8:80:8 9:3000000000:big 10",
        "updated = 1:10 2:21:dearer 3:30 4:41:dearer 5:50 6:61:dearer 7:70 8:81:dearer 9:3000000000:big 10",
        "deleted = 1 2 5 6 7 8 9 10",
        "merged = 2:7:change 5:50 6:61:dearer 7:70 8:81:dearer 9:3000000000:big 10:left 11:11",
        "audited = 2 5 6 7 8 9 10 11 12",
        "compacted = 2:7:change 5:50 6:61:dearer 7:70 8:81:dearer 9:3000000000:big 10:left 11:11 12",
        "overwritten = 100:static:a 101:dynamic:b",
        "replaced = a:4:3000000149 b:2:120 c:2 n:1:11",
        "brief = 1 2 3",
        // Merge-on-read only adds delete files where rows go.
        $"operations = append append overwrite {(mode == "merge-on-read" ? "delete" : "overwrite")} overwrite append replace replace",
        "refs = audited compacted deleted evolved inserted main merged updated",
        "files = 1:9",
        "delete files = 0",
        "partitions = a:1 a:1 a:2 b:2 c:2 n:1",
        "manifests = true",
        "history = 1",
    ];

    /// <summary>The result in the one JSON form that both ways have.</summary>
    private async Task<string> ByJobAsync(string bucket, string script, Dictionary<string, string> variables)
    {
        var text = await File.ReadAllTextAsync(ScriptPath(script), Token);
        var (id, ended) = await Scripts.FinishAsync(fixture.Platform, new() { TableBucket = bucket, Script = text, Variables = variables }, Token);
        Assert.True(ended.State == JobService.Contracts.JobState.Succeeded, ended.Reason);
        using var http = new HttpClient { BaseAddress = fixture.Platform.JobsEndpoint };
        return await http.GetStringAsync(new Uri($"api/v1/jobs/{id}/result", UriKind.Relative), Token);
    }

    private async Task<string> ByCommandAsync(string bucket, string script, Dictionary<string, string> variables)
    {
        var result = await fixture.FloeAsync(["sql", ScriptPath(script), "--table-bucket", bucket, "--output", "json", .. variables.SelectMany(v => new[] { "--var", $"{v.Key}={v.Value}" })]);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output.TrimEnd();
    }

    private async Task<string> FirstSnapshotAsync(string bucket, string table)
    {
        var response = await fixture.Platform.Jobs.SqlAsync(
            new() { TableBucket = bucket, Sql = $"SELECT CAST(snapshot_id AS STRING) AS id FROM s3tablesbucket.{table}.snapshots WHERE parent_id IS NULL" }, Token);
        return (string)Assert.Single(response.Result!.Rows)[0]!;
    }

    private async Task<string> BucketAsync(string profile)
    {
        var name = $"walk-{profile}";
        if ((await fixture.Platform.Tables.ListTableBucketsPageAsync(name, cancellationToken: Token)).TableBuckets is [{ } there]) return there.Name;
        var arn = (await fixture.Platform.Tables.CreateTableBucketAsync(new(name), Token)).Arn;
        await fixture.Platform.Tables.TagResourceAsync(arn, new Dictionary<string, string> { ["floe:profile"] = profile }, Token);
        return name;
    }

    private static Dictionary<string, string> Variables(string place, int version, string mode) =>
        new() { ["ns"] = place, ["version"] = version.ToString(CultureInfo.InvariantCulture), ["mode"] = mode };

    private static string ScriptPath(string name) => Path.Combine(AppContext.BaseDirectory, "Sql", name);

    /// <summary>Each row as text, its values with <c> = </c> between them.</summary>
    private static string[] Table(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("rows").EnumerateArray().Select(row => string.Join(" = ", row.EnumerateArray()))];
    }
}
