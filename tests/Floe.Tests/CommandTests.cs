using System.Text.Json;
using Floe.Testing;

namespace Floe.Floe.Tests;

/// <summary>The commands against a running platform, as a user types them.</summary>
public sealed class CommandTests(PlatformFixture fixture) : IClassFixture<PlatformFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Generate_submit_and_sql_bring_a_file_into_a_table_and_out_again()
    {
        await fixture.FloeAsync("tables", "create-bucket", "commands");
        var generated = await fixture.FloeAsync("generate", "--rows", "1234", "--bucket", "commands-data", "--key", "in/employees.csv");
        Assert.Contains("s3://commands-data/in/employees.csv: 1,234 rows", generated.Output);
        var script = await ScriptAsync("ingest.sql", Scripts.Ingest("employees", "${input}"));

        var submitted = await fixture.FloeAsync("submit", script, "--table-bucket", "commands", "--var", "input=s3a://commands-data/in/", "--wait");
        Assert.True(submitted.ExitCode == 0, submitted.Output + submitted.Error);

        var rows = await fixture.FloeAsync("sql", "SELECT count(*) AS n, min(id) AS first FROM s3tablesbucket.tests.employees", "--table-bucket", "commands", "--output", "json");
        var result = JsonDocument.Parse(rows.Output).RootElement;
        Assert.Equal(1234, result.GetProperty("rows")[0][0].GetInt64());

        var listed = await fixture.FloeAsync("tables", "list");
        Assert.Contains("tests.employees", listed.Output);
    }

    [Fact]
    public async Task Another_table_bucket_is_a_catalog_under_its_own_name()
    {
        await fixture.FloeAsync("tables", "create-bucket", "other-catalog");
        await Scripts.RunAsync(fixture.Platform, "other-catalog", Scripts.ThreeRows("elsewhere"), Token);

        var rows = await fixture.FloeAsync("sql", "SELECT max(name) FROM `other-catalog`.tests.elsewhere");

        Assert.Contains("two", rows.Output);
    }

    [Fact]
    public async Task The_outcome_of_a_job_that_is_waited_for_is_the_exit_code()
    {
        await fixture.FloeAsync("tables", "create-bucket", "outcome");
        var script = await ScriptAsync("broken.sql", "SELECT 1;\nSELECT * FRM nowhere;\n");

        var submitted = await fixture.FloeAsync("submit", script, "--table-bucket", "outcome", "--wait");

        Assert.Equal(1, submitted.ExitCode);
        Assert.Contains("line 2", submitted.Error);
    }

    [Fact]
    public async Task Jobs_lists_and_shows_them_and_logs_can_be_read_later()
    {
        await fixture.FloeAsync("tables", "create-bucket", "listing");
        var id = await Scripts.RunAsync(fixture.Platform, "listing", Scripts.ThreeRows("listed"), Token);

        Assert.Matches($"{id}.*Succeeded", (await fixture.FloeAsync("jobs")).Output);
        Assert.Contains("Running", (await fixture.FloeAsync("jobs", id)).Output);
        Assert.Contains("INSERT", (await fixture.FloeAsync("logs", id)).Output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, (await fixture.FloeAsync("logs", id, "--follow")).ExitCode);
    }

    [Fact]
    public async Task Nobody_home_is_said_in_one_line()
    {
        var result = await FloeProcess.RunAsync(fixture.Folder, ["jobs", "--server", "http://127.0.0.1:9"], Token);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Is `floe up` running?", result.Error);
        Assert.DoesNotContain("   at ", result.Error);
    }

    [Fact]
    public async Task A_server_that_is_no_url_is_named()
    {
        var result = await FloeProcess.RunAsync(fixture.Folder, ["jobs", "--server", "localhost"], Token);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("'localhost'", result.Error);
    }

    [Fact]
    public async Task A_script_that_is_not_there_is_named()
    {
        var result = await fixture.FloeAsync("submit", "nowhere.sql", "--table-bucket", "any-bucket");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("nowhere.sql", result.Error);
    }

    private async Task<string> ScriptAsync(string name, string text)
    {
        var path = Path.Combine(fixture.Folder, name);
        await File.WriteAllTextAsync(path, text, Token);
        return path;
    }
}
