using Floe.Engine.Syntax;

namespace Floe.Engine.Tests.Syntax;

public sealed class LexerTests
{
    private static readonly Dictionary<string, string> Variables = new() { ["input"] = "s3://b/in/", ["table"] = "ns.t", ["quoted"] = "it's", ["empty"] = "" };

    [Theory]
    [InlineData("'a''b'", "a'b")]
    [InlineData("\"it's\"", "it's")]
    [InlineData(@"'tab\tquote\'end'", "tab\tquote'end")]
    [InlineData(@"'50\%'", @"50\%")]
    [InlineData(@"'\u0041'", "A")]
    [InlineData(@"r'a\n'", @"a\n")]
    [InlineData("'${input}x'", "s3://b/in/x")]
    [InlineData("'${quoted}'", "it's")]
    public void Strings_are_read_by_sparks_rules(string script, string content)
    {
        var token = Tokens(script).Single();
        Assert.Equal((TokenKind.String, content), (token.Kind, token.Value));
    }

    [Theory]
    [InlineData("10L", TokenKind.Number)]
    [InlineData("1.5e-3", TokenKind.Number)]
    [InlineData(".5", TokenKind.Number)]
    [InlineData("9.99BD", TokenKind.Number)]
    [InlineData("2024_sales", TokenKind.QuotedName)]
    [InlineData("X'1f'", TokenKind.Binary)]
    [InlineData("`a``b`", TokenKind.QuotedName)]
    [InlineData("größe", TokenKind.Word)]
    internal void Numbers_and_names_are_told_apart(string script, TokenKind kind) => Assert.Equal(kind, Tokens(script).Single().Kind);

    [Fact]
    public void A_variable_outside_strings_is_sql()
    {
        var tokens = Tokens("FROM ${table} ${empty}x");
        Assert.Equal(["FROM", "ns", ".", "t", "x"], tokens.Select(token => token.Value));
        Assert.All(tokens.Skip(1).Take(3), token => Assert.Equal(new SourcePosition(1, 6), token.Position));
    }

    [Fact]
    public void Comments_are_space_and_may_be_nested()
    {
        var tokens = Tokens("a -- x ; 'y\n /* b /* c */ ; */ d");
        Assert.Equal(["a", "d"], tokens.Select(token => token.Value));
        Assert.Equal(new SourcePosition(2, 20), tokens[1].Position);
    }

    [Theory]
    [InlineData("\n 'abc", 2, 2, "not closed")]
    [InlineData("/* abc", 1, 1, "not closed")]
    [InlineData("`abc", 1, 1, "not closed")]
    [InlineData("x = ${nope}", 1, 5, "'nope' has no value")]
    [InlineData("x = ${nope", 1, 5, "not closed")]
    [InlineData("X'1g'", 1, 1, "hexadecimal")]
    public void What_cannot_be_read_is_told_with_its_place(string script, int line, int column, string message)
    {
        var error = Assert.Throws<SqlError>(() => Tokens(script));
        Assert.Equal(new SourcePosition(line, column), error.Position);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static List<Token> Tokens(string script)
    {
        var lexer = new Lexer(script, Variables);
        var tokens = new List<Token>();
        for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
            tokens.Add(token);
        return tokens;
    }
}
