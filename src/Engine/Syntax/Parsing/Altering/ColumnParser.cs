using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Syntax.Parsing.Altering;

/// <summary>The column clauses of ALTER TABLE.</summary>
internal static class ColumnParser
{
    /// <summary>Definitions after ADD COLUMN[S], with or without parentheses.</summary>
    public static IReadOnlyList<AddedColumn> ParseAdded(TokenCursor cursor) => ParseList(cursor, ParseAddedColumn);

    public static IReadOnlyList<QualifiedName> ParseNames(TokenCursor cursor) => ParseList(cursor, static cursor => cursor.ExpectQualifiedName("a column name"));

    public static AlterColumn ParseChange(TokenCursor cursor, QualifiedName table)
    {
        cursor.Accept("COLUMN");
        var column = cursor.ExpectQualifiedName("a column name");
        return new AlterColumn(table, column, ParseChange(cursor));
    }

    private static ColumnChange ParseChange(TokenCursor cursor)
    {
        if (cursor.Accept("TYPE"))
            return new ChangeType(TypeParser.Parse(cursor));
        if (cursor.Accept("COMMENT"))
            return new ChangeComment(cursor.ExpectString("the comment's text"));
        if (cursor.Accept("SET", "NOT", "NULL"))
            return new ChangeNullability(NotNull: true);
        if (cursor.Accept("DROP", "NOT", "NULL"))
            return new ChangeNullability(NotNull: false);
        if (cursor.Accept("SET", "DEFAULT"))
            return new ChangeDefault(cursor.TakeRest("a value after DEFAULT"));
        if (cursor.Accept("DROP", "DEFAULT"))
            return new ChangeDefault(null);
        return ParsePlace(cursor) is { } place
            ? new MoveColumn(place)
            : throw cursor.Unexpected("TYPE, COMMENT, SET or DROP NOT NULL, SET or DROP DEFAULT, FIRST or AFTER");
    }

    private static AddedColumn ParseAddedColumn(TokenCursor cursor)
    {
        var name = cursor.ExpectQualifiedName("a column name");
        var type = TypeParser.Parse(cursor);
        var (notNull, comment, value, place) = (false, (string?)null, (QuerySyntax?)null, (ColumnPlace?)null);
        while (true)
        {
            if (cursor.Accept("NOT", "NULL"))
                notNull = true;
            else if (cursor.Accept("COMMENT"))
                comment = cursor.ExpectString("the comment's text");
            else if (cursor.Accept("DEFAULT"))
                value = cursor.TakeUntil(EndsValue, "a value after DEFAULT");
            else if (ParsePlace(cursor) is { } given)
                place = given;
            else
                return new AddedColumn(name, type, notNull, comment, value, place);
        }
    }

    private static bool EndsValue(Token token) =>
        token.IsSymbol(",") || token.IsWord("COMMENT") || token.IsWord("FIRST") || token.IsWord("AFTER") || token.IsWord("NOT");

    private static ColumnPlace? ParsePlace(TokenCursor cursor)
    {
        if (cursor.Accept("FIRST"))
            return new ColumnPlace(null);
        return cursor.Accept("AFTER") ? new ColumnPlace(cursor.ExpectName("a column name")) : null;
    }

    private static List<T> ParseList<T>(TokenCursor cursor, Func<TokenCursor, T> parse)
    {
        var inParentheses = cursor.AcceptSymbol("(");
        var items = new List<T>();
        do
            items.Add(parse(cursor));
        while (cursor.AcceptSymbol(","));
        if (inParentheses)
            cursor.ExpectSymbol(")");
        return items;
    }
}
