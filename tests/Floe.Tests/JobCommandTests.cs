using System.Text.Json;

namespace Floe.Floe.Tests;

/// <summary>Everything about jobs that has a command.</summary>
public sealed class JobCommandTests(PlatformFixture fixture) : IClassFixture<PlatformFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_shows_where_it_belongs_its_attempts_and_its_history()
    {
        var id = await RunAsync("shown", "SELECT 1 AS one", "--label", "team=etl", "--priority", "3", "--name", "shown");

        var shown = (await fixture.FloeAsync("jobs", id)).Output;

        foreach (var part in new[] { "engine embedded, queue default, priority 3, owner local", "labels team=etl", "ATTEMPT", "Succeeded", "driver", "Queued" }) Assert.Contains(part, shown);
    }

    [Fact]
    public async Task JSON_has_the_words_of_the_API()
    {
        var id = await RunAsync("words", "SELECT 1 AS one");

        var job = JsonDocument.Parse((await fixture.FloeAsync("jobs", id, "--output", "json")).Output).RootElement;
        var list = JsonDocument.Parse((await fixture.FloeAsync("jobs", "--state", "Succeeded", "--output", "json")).Output).RootElement;

        Assert.Equal(("Succeeded", "sql"), (job.GetProperty("state").GetString(), job.GetProperty("definition").GetProperty("kind").GetString()));
        Assert.All(list.GetProperty("jobs").EnumerateArray(), one => Assert.Equal("Succeeded", one.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_list_is_filtered_and_goes_on_where_the_page_before_ended()
    {
        var first = await RunAsync("paged", "SELECT 1", "--label", "page=x");
        var second = await RunAsync("paged", "SELECT 2", "--label", "page=x");

        var page = await fixture.FloeAsync("jobs", "--label", "page=x", "--engine", "embedded", "--since", "2026-01-01T00:00:00Z", "--limit", "1");
        var next = await fixture.FloeAsync("jobs", "--label", "page=x", "--limit", "1", "--cursor", page.Error.Trim().Split(' ')[^1]);

        Assert.Contains(second, page.Output);
        Assert.Contains(first, next.Output);
        Assert.DoesNotContain("--cursor", next.Error);
        Assert.DoesNotContain(first, (await fixture.FloeAsync("jobs", "--label", "page=x", "--since", "2999-01-01")).Output);
        Assert.Contains("'soon'", (await fixture.FloeAsync("jobs", "--since", "soon")).Error);
        Assert.Contains("KIND", (await fixture.FloeAsync("jobs", "--external")).Output);
    }

    [Fact]
    public async Task A_log_is_read_by_role_attempt_and_tail()
    {
        var id = await RunAsync("logged", "SELECT 1;\nSELECT 2;");

        var tail = (await fixture.FloeAsync("logs", id, "--tail", "1")).Output;

        Assert.Equal(1, tail.Count(letter => letter == '\n'));
        Assert.EndsWith(tail, (await fixture.FloeAsync("logs", id, "--attempt", "1", "--role", "driver")).Output, StringComparison.Ordinal);
        Assert.Equal(tail, (await fixture.FloeAsync("logs", id, "--follow", "--tail", "1")).Output);
        Assert.Empty((await fixture.FloeAsync("logs", id, "--role", "executor-1")).Output);
        var wrong = await fixture.FloeAsync("logs", id, "--role", "../x");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("role", wrong.Error);
    }

    [Fact]
    public async Task Result_rows_are_shown_and_a_job_without_any_says_so()
    {
        var id = await RunAsync("rows", "SELECT 41 + 1 AS answer");
        var without = await RunAsync("rows", "CREATE NAMESPACE IF NOT EXISTS s3tablesbucket.x");

        Assert.Contains("42", (await fixture.FloeAsync("result", id)).Output);
        Assert.Equal(42, JsonDocument.Parse((await fixture.FloeAsync("result", id, "--output", "json")).Output).RootElement.GetProperty("rows")[0][0].GetInt32());
        var refused = await fixture.FloeAsync("result", without);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"floe jobs {without}", refused.Error);
    }

    [Fact]
    public async Task A_job_in_JSON_is_submitted_as_it_is()
    {
        await BucketAsync("whole");
        var file = await FileAsync("whole.json", """{"kind":"sql","name":"from a file","tableBucket":"whole","script":"SELECT 1","labels":{"a":"b"}}""");

        var dry = await fixture.FloeAsync("submit", file, "--dry-run", "--output", "json");
        var submitted = await fixture.FloeAsync("submit", file, "--wait", "--output", "json");

        Assert.True(JsonDocument.Parse(dry.Output).RootElement.GetProperty("valid").GetBoolean());
        Assert.Equal("from a file", JsonDocument.Parse(submitted.Output).RootElement.GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("--queue", "etl")]
    [InlineData("--label", "a=b")]
    [InlineData("--max-attempts", "2")]
    public async Task Options_beside_a_whole_job_are_refused_not_forgotten(string option, string value)
    {
        var result = await fixture.FloeAsync("submit", await FileAsync("options.yaml", "kind: SparkApplication"), option, value);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("as it is", result.Error);
    }

    [Fact]
    public async Task Queues_are_made_and_listed_and_a_held_job_is_let_go()
    {
        await BucketAsync("held");
        var script = await FileAsync("held.sql", "SELECT 1");
        await fixture.FloeAsync("queues", "set", "held", "--max-running", "0", "--weight", "3");
        var id = (await fixture.FloeAsync("submit", script, "--table-bucket", "held", "--queue", "held")).Output.Split(' ')[0];

        Assert.Matches(@"held +3 +1 +0 +0 +-1000 to 1000", (await fixture.FloeAsync("queues")).Output);
        Assert.Contains("Suspended", (await fixture.FloeAsync("suspend", id)).Output);
        Assert.Contains("Queued", (await fixture.FloeAsync("resume", id)).Output);
        Assert.Contains("Cancelled", (await fixture.FloeAsync("cancel", id)).Output);
        Assert.Contains("Queued", (await fixture.FloeAsync("retry", id)).Output);
        await fixture.FloeAsync("queues", "set", "held");
        Assert.Equal(0, (await fixture.FloeAsync("logs", id, "--follow")).ExitCode);
        Assert.Contains("Succeeded", (await fixture.FloeAsync("jobs", id)).Output);
    }

    [Fact]
    public async Task What_has_no_command_goes_through_api()
    {
        var body = await FileAsync("schedule.json", """{"cron":"0 6 * * *","job":{"kind":"sql","tableBucket":"lake","script":"SELECT 1"}}""");

        var made = await fixture.FloeAsync("api", "put", "schedules/nightly", "--data", $"@{body}");
        var listed = await fixture.FloeAsync("schedules");
        var shown = await fixture.FloeAsync("schedules", "nightly");
        var refused = await fixture.FloeAsync("api", "PUT", "schedules/nightly", "-d", "{}");

        Assert.Equal("nightly", JsonDocument.Parse(made.Output).RootElement.GetProperty("name").GetString());
        Assert.Matches(@"nightly +0 6 \* \* \* +Etc/UTC", listed.Output);
        Assert.Equal(8, shown.Output.TrimEnd('\n').Split('\n').Length);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("$.cron", refused.Output);
    }

    private async Task<string> RunAsync(string bucket, string sql, params string[] options)
    {
        await BucketAsync(bucket);
        var result = await fixture.FloeAsync(["submit", await FileAsync($"{Guid.NewGuid():N}.sql", sql), "--table-bucket", bucket, "--wait", .. options]);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        return result.Output.Split('\n')[0].Split(' ')[1].Trim();
    }

    private async Task BucketAsync(string name)
    {
        var found = await fixture.Platform.Tables.ListTableBucketsPageAsync(name, cancellationToken: Token);
        if (found.TableBuckets.Count == 0) await fixture.Platform.Tables.CreateTableBucketAsync(new(name), Token);
    }

    private async Task<string> FileAsync(string name, string text)
    {
        var path = Path.Combine(fixture.Folder, name);
        await File.WriteAllTextAsync(path, text, Token);
        return path;
    }
}
