using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Parsing;

namespace Floe.Engine.Running.Procedures;

/// <summary><c>map(...)</c> and <c>array(...)</c> as Spark writes them; DuckDB's own functions of these names mean something else.</summary>
internal static class ProcedureLiterals
{
    public static IReadOnlyList<QuerySyntax> Items(QuerySyntax value, string function)
    {
        var end = value.Tokens[^1];
        var cursor = new TokenCursor([.. value.Tokens, new Token(TokenKind.End, "", end.Position, end.End, end.End, SpaceBefore: false)]);
        var items = new List<QuerySyntax>();
        var bracket = cursor.Accept(function) ? cursor.Current.Value : throw cursor.Unexpected($"{function}(...)");
        if (!cursor.AcceptSymbol("(") && !cursor.AcceptSymbol("["))
            throw cursor.Unexpected("'('");
        var closing = bracket == "[" ? "]" : ")";
        if (!cursor.AcceptSymbol(closing))
        {
            do
                items.Add(cursor.TakeUntil(token => token.IsSymbol(",") || token.IsSymbol(closing), "a value"));
            while (cursor.AcceptSymbol(","));
            cursor.ExpectSymbol(closing);
        }
        cursor.ExpectEnd();
        return items;
    }
}
