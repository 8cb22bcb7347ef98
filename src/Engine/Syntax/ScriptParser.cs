using Floe.Engine.Syntax.Parsing;
using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Syntax;

/// <summary>Reads a whole script before anything runs, so that a slip in the last statement does not leave a job half done.</summary>
internal static class ScriptParser
{
    /// <exception cref="SqlException">The script is not of the subset; names statement, line and column.</exception>
    public static IReadOnlyList<ScriptStatement> Parse(string script, IReadOnlyDictionary<string, string> variables)
    {
        var known = new Dictionary<string, string>(variables, StringComparer.Ordinal);
        var lexer = new Lexer(script, known);
        var statements = new List<ScriptStatement>();
        try
        {
            while (true)
            {
                var tokens = ReadStatement(lexer, out var last);
                if (tokens.Count > 1)
                    statements.Add(ParseStatement(script, tokens, statements.Count + 1, known));
                if (last)
                    return statements;
            }
        }
        catch (SqlError error)
        {
            throw SqlException.From(error, statements.Count + 1, SourcePosition.Start);
        }
    }

    private static List<Token> ReadStatement(Lexer lexer, out bool last)
    {
        var tokens = new List<Token>();
        Token token;
        do
        {
            token = lexer.Next();
            var ends = token.Kind == TokenKind.End || token.IsSymbol(";");
            tokens.Add(ends ? token with { Kind = TokenKind.End, Value = "" } : token);
            if (ends)
                break;
        }
        while (true);
        last = token.Kind == TokenKind.End;
        return tokens;
    }

    private static ScriptStatement ParseStatement(string script, List<Token> tokens, int number, Dictionary<string, string> variables)
    {
        var first = tokens[0];
        var text = script[first.Start..tokens[^2].End];
        if (!first.IsWord("SET"))
            return new ScriptStatement(number, first.Position, text, StatementParser.Parse(tokens));
        var set = SetParser.Parse(script, tokens, variables);
        variables[set.Key] = set.Value;
        return new ScriptStatement(number, first.Position, text, set);
    }
}
