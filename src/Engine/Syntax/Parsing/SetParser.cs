using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Syntax.Parsing;

/// <summary><c>SET key = value</c>: the value is raw text up to the semicolon, or one string literal.</summary>
internal static class SetParser
{
    public static SetVariable Parse(string script, IReadOnlyList<Token> tokens, IReadOnlyDictionary<string, string> variables)
    {
        var content = tokens.Skip(1).SkipLast(1).ToList();
        var equals = content.FindIndex(token => token.IsSymbol("="));
        if (equals < 1)
            throw new SqlError("Expected SET key = value.", tokens[0].Position);
        var key = Raw(script, content.Take(equals));
        var value = content.Skip(equals + 1).ToList();
        return value switch
        {
            [] => new SetVariable(key, ""),
            [{ Kind: TokenKind.String } only] => new SetVariable(key, only.Value),
            _ => new SetVariable(key, Variables.Expand(Raw(script, value), variables, value[0].Position)),
        };
    }

    private static string Raw(string script, IEnumerable<Token> tokens)
    {
        var all = tokens.ToList();
        return script[all[0].Start..all[^1].End].Trim();
    }
}
