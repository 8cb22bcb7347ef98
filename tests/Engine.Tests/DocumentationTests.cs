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
    public async Task Every_example_in_the_documentation_can_be_read()
    {
        foreach (var script in Scripts(await DocumentAsync()))
            Assert.NotEmpty(ScriptParser.Parse(script, new Dictionary<string, string> { ["input"] = "s3://b/in/" }));
    }

    [Fact]
    public async Task What_the_documentation_says_is_not_in_the_subset_is_refused()
    {
        var missing = NotInSubset().Match(await DocumentAsync()).Groups[1].Value;
        foreach (Match statement in Quoted().Matches(missing))
            Assert.Throws<SqlException>(() => ScriptParser.Parse(statement.Groups[1].Value + " x y", new Dictionary<string, string>()));
    }

    private static Task<string> DocumentAsync() => File.ReadAllTextAsync(RepositoryFiles.Path("docs/sql.md"), TestContext.Current.CancellationToken);

    private static IEnumerable<string> Scripts(string document) => Fenced().Matches(document).Select(match => match.Groups[1].Value);

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex("Not in the subset: (.*?)\\.\\s+Each is refused", RegexOptions.Singleline)]
    private static partial Regex NotInSubset();

    [GeneratedRegex("`([A-Z ]+)`")]
    private static partial Regex Quoted();
}
