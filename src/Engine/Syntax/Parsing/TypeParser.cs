namespace Floe.Engine.Syntax.Parsing;

internal static class TypeParser
{
    /// <summary>Deeper types are no tables' types, and would not fit on the stack of whoever reads them.</summary>
    private const int MaxDepth = 64;

    public static TypeSyntax Parse(TokenCursor cursor) => Parse(cursor, depth: 0);

    private static TypeSyntax Parse(TokenCursor cursor, int depth)
    {
        var position = cursor.Position;
        if (depth > MaxDepth)
            throw new SqlError($"Types can be nested {MaxDepth} levels deep.", position);
        var name = cursor.ExpectName("a data type").ToLowerInvariant();
        switch (name)
        {
            case "array":
                cursor.ExpectSymbol("<");
                var element = Parse(cursor, depth + 1);
                cursor.ExpectSymbol(">");
                return new ArrayTypeSyntax(element, position);
            case "map":
                cursor.ExpectSymbol("<");
                var key = Parse(cursor, depth + 1);
                cursor.ExpectSymbol(",");
                var value = Parse(cursor, depth + 1);
                cursor.ExpectSymbol(">");
                return new MapTypeSyntax(key, value, position);
            case "struct":
                return new StructTypeSyntax(ParseFields(cursor, depth + 1), position);
            default:
                return new NamedTypeSyntax(name, ParseArguments(cursor), position);
        }
    }

    /// <summary>The columns between the parentheses of CREATE TABLE or CREATE VIEW.</summary>
    public static IReadOnlyList<ColumnSyntax> ParseColumns(TokenCursor cursor)
    {
        cursor.ExpectSymbol("(");
        var columns = new List<ColumnSyntax>();
        do
            columns.Add(ParseColumn(cursor, depth: 0));
        while (cursor.AcceptSymbol(","));
        cursor.ExpectSymbol(")");
        return columns;
    }

    private static ColumnSyntax ParseColumn(TokenCursor cursor, int depth)
    {
        var position = cursor.Position;
        var name = cursor.ExpectName("a column name");
        cursor.AcceptSymbol(":");
        var type = Parse(cursor, depth);
        var (notNull, comment, value) = (false, (string?)null, (QuerySyntax?)null);
        while (true)
        {
            if (cursor.Accept("NOT", "NULL"))
                notNull = true;
            else if (cursor.Accept("COMMENT"))
                comment = cursor.ExpectString("the comment's text");
            else if (cursor.Accept("DEFAULT"))
                value = cursor.TakeUntil(token => token.IsSymbol(",") || token.IsSymbol(">") || token.IsWord("COMMENT") || token.IsWord("NOT"), "a value after DEFAULT");
            else if (cursor.Is("GENERATED"))
                throw new SqlError($"Column '{name}': GENERATED is not supported here. Give the value in the INSERT.", cursor.Position);
            else
                return new ColumnSyntax(name, type, notNull, comment, position) { Default = value };
        }
    }

    private static List<ColumnSyntax> ParseFields(TokenCursor cursor, int depth)
    {
        cursor.ExpectSymbol("<");
        var fields = new List<ColumnSyntax>();
        do
            fields.Add(ParseColumn(cursor, depth));
        while (cursor.AcceptSymbol(","));
        cursor.ExpectSymbol(">");
        return fields;
    }

    private static List<int> ParseArguments(TokenCursor cursor)
    {
        var arguments = new List<int>();
        if (!cursor.AcceptSymbol("("))
            return arguments;
        do
            arguments.Add(cursor.ExpectInteger("a whole number"));
        while (cursor.AcceptSymbol(","));
        cursor.ExpectSymbol(")");
        return arguments;
    }
}
