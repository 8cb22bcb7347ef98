using Floe.Engine.Queries;
using Floe.Engine.Syntax;
using Floe.Engine.Tables;
using Floe.Engine.Types;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Writing;

/// <summary>The word DEFAULT among the values of <c>INSERT ... VALUES</c>: DuckDB's grammar has it in its own INSERT only.</summary>
internal static class InsertedDefaults
{
    /// <param name="columns">What the values go to, in order.</param>
    public static QuerySyntax Replace(QuerySyntax query, IReadOnlyList<NestedField> columns)
    {
        if (!query.Tokens[0].IsWord("VALUES") || !query.Tokens.Any(token => token.IsWord("DEFAULT")))
            return query;
        var draft = new QueryDraft(query.Position);
        var (depth, column) = (0, 0);
        for (var i = 0; i < query.Tokens.Count; i++)
        {
            var token = query.Tokens[i];
            depth += Opens(token) ? 1 : Closes(token) ? -1 : 0;
            if (depth == 0)
                column = 0;
            else if (depth == 1 && token.IsSymbol(","))
                column++;
            if (depth == 1 && IsValue(query.Tokens, i) && column < columns.Count)
                AddDefault(draft, columns[column], token);
            else
                draft.Add(new QuerySyntax([token]));
        }
        return draft.ToSyntax();
    }

    /// <summary>As text that is cast: the text is a token of its own, so that no escape in it is read again.</summary>
    private static void AddDefault(QueryDraft draft, NestedField column, Token at)
    {
        if (column.WriteDefault is not { } value)
        {
            draft.Add("NULL");
            return;
        }
        var text = at with { Kind = TokenKind.String, Value = ValueText.ForCast(column.Type, value) };
        draft.Add("CAST(").Add(new QuerySyntax([text])).Add($"AS {SparkTypeNames.Of(column.Type)})");
    }

    private static bool IsValue(IReadOnlyList<Token> tokens, int at) =>
        tokens[at].IsWord("DEFAULT") && (tokens[at - 1].IsSymbol("(") || tokens[at - 1].IsSymbol(",")) && at + 1 < tokens.Count && (tokens[at + 1].IsSymbol(",") || tokens[at + 1].IsSymbol(")"));

    private static bool Opens(Token token) => token.IsSymbol("(") || token.IsSymbol("[") || token.IsSymbol("{");

    private static bool Closes(Token token) => token.IsSymbol(")") || token.IsSymbol("]") || token.IsSymbol("}");
}
