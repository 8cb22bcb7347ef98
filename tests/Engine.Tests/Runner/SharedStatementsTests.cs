using System.Text.Json;
using Floe.Engine.Syntax;

namespace Floe.Engine.Tests.Runner;

public sealed class SharedStatementsTests
{
    public static TheoryData<string> Rules => [.. RunnerCases.Read("statements.json").Select(statement => statement.Text("rule"))];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Scripts_are_cut_as_the_runner_for_spark_cuts_them(string rule)
    {
        var given = RunnerCases.Read("statements.json").Single(statement => statement.Text("rule") == rule);
        var variables = given.TryGetProperty("variables", out var pairs) ? pairs.Deserialize<Dictionary<string, string>>()! : [];
        if (given.TryGetProperty("error", out var expected))
        {
            var error = Assert.Throws<SqlException>(() => ScriptParser.Parse(given.Text("script"), variables));
            Assert.Equal((expected.GetProperty("line").GetInt32(), expected.GetProperty("column").GetInt32()), (error.Line, error.Column));
            Assert.Contains(expected.Text("message"), error.Message, StringComparison.Ordinal);
            return;
        }
        var wanted = given.GetProperty("statements").EnumerateArray().ToList();
        var found = ScriptParser.Parse(given.Text("script"), variables);
        Assert.Equal(
            wanted.Select(statement => (statement.GetProperty("line").GetInt32(), statement.GetProperty("column").GetInt32(), statement.Text("text"))),
            found.Select(statement => (statement.Position.Line, statement.Position.Column, statement.Text)));
    }

    [Fact]
    public void What_spark_is_told_has_the_tokens_of_the_script()
    {
        foreach (var given in RunnerCases.Read("statements.json").Where(given => given.TryGetProperty("variables", out _) && given.TryGetProperty("statements", out _)))
        {
            var spark = string.Join(";", given.GetProperty("statements").EnumerateArray().Select(statement => statement.TryGetProperty("spark", out var told) ? told.GetString() : statement.Text("text")));
            Assert.Equal(Tokens(given.Text("script"), given.GetProperty("variables").Deserialize<Dictionary<string, string>>()!), Tokens(spark, null));
        }
    }

    /// <param name="variables">Null where a variable is no longer one.</param>
    private static List<(TokenKind, string)> Tokens(string script, Dictionary<string, string>? variables)
    {
        var lexer = new Lexer(script, variables ?? new Dictionary<string, string> { ["b"] = "${b}" });
        var tokens = new List<(TokenKind, string)>();
        for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
            tokens.Add((token.Kind, token.Value));
        return tokens;
    }
}
