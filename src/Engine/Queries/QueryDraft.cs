using Floe.Engine.Syntax;

namespace Floe.Engine.Queries;

/// <summary>
/// A query made of words of the engine's own and of the script's expressions, which keep their places in the script. Words of our own stand where the
/// expression before them stands, so that errors are told there.
/// </summary>
internal sealed class QueryDraft(SourcePosition start)
{
    private readonly List<Token> _tokens = [];
    private SourcePosition _position = start;

    public static string Name(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    public QueryDraft Add(string words)
    {
        var lexer = new Lexer(words, new Dictionary<string, string>());
        for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
            _tokens.Add(token with { Position = _position, SpaceBefore = true });
        return this;
    }

    public QueryDraft Add(QuerySyntax expression)
    {
        _position = expression.Position;
        _tokens.AddRange(expression.Tokens);
        return this;
    }

    /// <summary>In parentheses; <c>TRUE</c> for no condition.</summary>
    public QueryDraft AddCondition(QuerySyntax? condition) => condition is null ? Add("(TRUE)") : Add("(").Add(condition).Add(")");

    public QuerySyntax ToSyntax() => new(_tokens);
}
