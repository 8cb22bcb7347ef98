using System.Globalization;
using System.Text.RegularExpressions;
using Floe.Engine.Syntax;
using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests;

public sealed partial class DocumentationTests
{
    [Fact]
    public async Task The_script_in_the_documentation_runs_as_it_stands()
    {
        var script = Scripts(await DocumentAsync()).Last();
        using var lake = new Lake();
        await lake.PutAsync("s3://data/in/orders.csv", "id,customer,total,ordered_at\n1,anna,10.50,2026-01-31 10:00:00\n2,bob,5,2026-01-31T12:00:00Z\nx,bad,1,2026-01-31 10:00:00\n3,old,1,1999-01-01 00:00:00\n");
        var result = await lake.RunAsync(script, new SqlRunOptions { Variables = new Dictionary<string, string> { ["input"] = "s3a://data/in/" } });
        Assert.Equal(1, result.RejectedRows);
        Assert.Contains(lake.Log, line => line.Contains("|    ANNA|10.50|", StringComparison.Ordinal));
        Assert.Equal(["append|3", "overwrite|", "delete|"], result.Result!.Rows.Take(3).Select(row => $"{row[0]}|{(row[0] is "append" ? row[1] : "")}"));
    }

    [Fact]
    public async Task Every_example_in_the_documentation_runs_one_after_the_other()
    {
        using var lake = new Lake();
        await lake.RunAsync("CREATE NAMESPACE ns; CREATE TABLE ns.t AS SELECT 1 AS id");
        var snapshot = (await lake.MetadataAsync("t")).Snapshots[0];
        var later = DateTimeOffset.FromUnixTimeMilliseconds(snapshot.TimestampMs).AddDays(1).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        foreach (var script in Scripts(await DocumentAsync()).SkipLast(1))
            await lake.RunAsync(script
                .Replace("4769714141780388021", snapshot.SnapshotId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("TIMESTAMP AS OF '2026-01-31 12:00:00'", $"TIMESTAMP AS OF '{later}'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_kind_of_statement_in_the_documentation_is_read_by_the_parser()
    {
        var document = await DocumentAsync();
        var table = document[document.IndexOf("## Statements", StringComparison.Ordinal)..document.IndexOf("### Not in the subset", StringComparison.Ordinal)];
        foreach (Match row in TableRow().Matches(table))
            foreach (Match statement in Code().Matches(row.Groups[1].Value))
            {
                // A word that begins no statement is "not a statement"; one that does wants more words.
                var head = Head().Match(statement.Groups[1].Value).Value;
                var error = Record.Exception(() => ScriptParser.Parse(head, new Dictionary<string, string>()));
                Assert.DoesNotContain("is not a statement", error?.Message ?? "", StringComparison.Ordinal);
            }
    }

    [Fact]
    public async Task What_the_documentation_says_is_refused_is_told_with_place_and_alternative()
    {
        var document = await DocumentAsync();
        var start = document.IndexOf("### Not in the subset", StringComparison.Ordinal);
        var table = document[start..document.IndexOf("## ", start + 5, StringComparison.Ordinal)];
        using var lake = new Lake();
        await lake.RunAsync("CREATE NAMESPACE ns; CREATE TABLE ns.t (id INT)");
        var checkedStatements = 0;
        foreach (Match row in TableRow().Matches(table))
            foreach (Match statement in Code().Matches(row.Groups[1].Value))
            {
                var error = await lake.FailAsync("SELECT 1;\n  " + statement.Groups[1].Value);
                Assert.Equal((2, 2), (error.StatementNumber, error.Line));
                Assert.True(error.Column >= 3, error.Message);
                Assert.Contains(Code().Matches(row.Groups[2].Value), alternative => error.Message.Contains(alternative.Groups[1].Value, StringComparison.Ordinal));
                checkedStatements++;
            }
        Assert.True(checkedStatements > 15);
    }

    private static Task<string> DocumentAsync() => File.ReadAllTextAsync(RepositoryFiles.Path("docs/sql.md"), TestContext.Current.CancellationToken);

    private static IEnumerable<string> Scripts(string document) => Fenced().Matches(document).Select(match => match.Groups[1].Value);

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex("^\\| (`.*?) \\|(?: (.*) )?\\|$", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("^[A-Z]+")]
    private static partial Regex Head();
}
