using Floe.Engine.DuckDb;
using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Parsing;
using Floe.Engine.Types;

namespace Floe.Engine.Queries;

/// <summary>
/// Turns Spark's spelling into DuckDB's, token by token: quotes, number suffixes, type names in CAST, and the few operators that differ.
/// Grammar and functions are DuckDB's own. Every token of the script gives exactly one piece of SQL, so that pieces can be counted.
/// </summary>
internal static class QueryTranslator
{
    /// <param name="query">The tokens.</param>
    /// <param name="replacements">SQL for runs of tokens, by index of the run's first token; the run's other tokens give nothing.</param>
    public static TranslatedQuery Translate(QuerySyntax query, IReadOnlyDictionary<int, Replacement>? replacements = null)
    {
        var tokens = query.Tokens;
        var casts = CastTypes(tokens);
        var translated = new TranslatedQuery();
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (replacements is not null && replacements.TryGetValue(i, out var replacement))
            {
                translated.Append(replacement.Sql, token.Position, spaceBefore: true);
                for (var skipped = 1; skipped < replacement.Tokens; skipped++)
                    translated.Append("", tokens[++i].Position, spaceBefore: false);
            }
            else if (casts.TryGetValue(i, out var cast))
            {
                translated.Append(cast.Sql, token.Position, spaceBefore: true);
                for (var skipped = 1; skipped < cast.Tokens; skipped++)
                    translated.Append("", tokens[++i].Position, spaceBefore: false);
            }
            else
                translated.Append(Piece(tokens, i), token.Position, token.SpaceBefore);
        }
        return translated;
    }

    private static string Piece(IReadOnlyList<Token> tokens, int at)
    {
        var token = tokens[at];
        return token.Kind switch
        {
            TokenKind.String => StringLiteral(tokens, at),
            TokenKind.QuotedName => Quote.Name(token.Value),
            TokenKind.Binary => $"from_hex('{token.Value}')",
            TokenKind.Number => NumberSuffix.ToDuckDb(token.Value),
            TokenKind.Symbol when token.Value == "<=>" => " IS NOT DISTINCT FROM ",
            TokenKind.Word => Word(tokens, at),
            _ => token.Value,
        };
    }

    private static string Word(IReadOnlyList<Token> tokens, int at)
    {
        var token = tokens[at];
        if (token.IsWord("DIV") && EndsOperand(tokens, at - 1))
            return "//";
        if ((token.IsWord("RLIKE") || token.IsWord("REGEXP")) && EndsOperand(tokens, at - 1))
            return "SIMILAR TO";
        // ARRAY(...) is a list in Spark and a subquery in DuckDB.
        if (token.IsWord("ARRAY") && at + 1 < tokens.Count && tokens[at + 1].IsSymbol("(") && !(at + 2 < tokens.Count && tokens[at + 2].IsWord("SELECT")))
            return "list_value";
        // Spark's TIMESTAMP is an instant; DuckDB's is without a zone.
        if (token.IsWord("TIMESTAMP") && IsString(tokens, at + 1))
            return "TIMESTAMPTZ";
        if (token.IsWord("TIMESTAMP_NTZ") && IsString(tokens, at + 1))
            return "TIMESTAMP";
        return token.Value;
    }

    private static string StringLiteral(IReadOnlyList<Token> tokens, int at)
    {
        var value = tokens[at].Value;
        var before = at > 0 ? tokens[at - 1] : default;
        // SIMILAR TO matches whole strings, RLIKE any part of them.
        if (before.IsWord("RLIKE") || before.IsWord("REGEXP"))
            return Quote.Text($"(?s).*(?:{value}).*");
        // LIKE escapes with a backslash in Spark, with nothing in DuckDB.
        var escapes = (before.IsWord("LIKE") || before.IsWord("ILIKE")) && value.Contains('\\', StringComparison.Ordinal);
        var saysItself = at + 1 < tokens.Count && tokens[at + 1].IsWord("ESCAPE");
        return escapes && !saysItself ? Quote.Text(value) + @" ESCAPE '\'" : Quote.Text(value);
    }

    private static bool IsString(IReadOnlyList<Token> tokens, int at) => at < tokens.Count && tokens[at].Kind == TokenKind.String;

    private static bool EndsOperand(IReadOnlyList<Token> tokens, int at) =>
        at >= 0 && (tokens[at].Kind is TokenKind.Number or TokenKind.String or TokenKind.QuotedName
            || tokens[at].IsSymbol(")") || tokens[at].IsSymbol("]")
            || (tokens[at].Kind == TokenKind.Word && !tokens[at].IsWord("SELECT") && !tokens[at].IsWord("AS")));

    /// <summary>The types after AS in CAST and TRY_CAST. A type that Spark does not know is left to DuckDB.</summary>
    private static Dictionary<int, Replacement> CastTypes(IReadOnlyList<Token> tokens)
    {
        var types = new Dictionary<int, Replacement>();
        var open = new Stack<bool>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].IsSymbol("("))
                open.Push(i > 0 && (tokens[i - 1].IsWord("CAST") || tokens[i - 1].IsWord("TRY_CAST")));
            else if (tokens[i].IsSymbol(")"))
                open.TryPop(out _);
            else if (tokens[i].IsWord("AS") && open.TryPeek(out var inCast) && inCast && FindType(tokens, i + 1) is { } type)
                types[i + 1] = type;
        }
        return types;
    }

    private static Replacement? FindType(IReadOnlyList<Token> tokens, int at)
    {
        var end = at;
        for (var depth = 0; end < tokens.Count && (depth > 0 || !tokens[end].IsSymbol(")")); end++)
            depth += tokens[end].IsSymbol("(") ? 1 : tokens[end].IsSymbol(")") ? -1 : 0;
        var cursor = new TokenCursor([.. tokens.Skip(at).Take(end - at), new Token(TokenKind.End, "", default, 0, 0, false)]);
        try
        {
            var type = SparkTypes.ToDuckDb(TypeParser.Parse(cursor));
            return cursor.AtEnd ? new Replacement(type.ToString()!, end - at) : null;
        }
        catch (SqlError)
        {
            return null;
        }
    }
}
