using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Syntax.Parsing;

internal static class InsertParser
{
    public static Insert Parse(TokenCursor cursor)
    {
        cursor.Expect("INSERT");
        var overwrite = cursor.Accept("OVERWRITE");
        if (!overwrite)
            cursor.Expect("INTO");
        cursor.Accept("TABLE");
        var table = cursor.ExpectQualifiedName("a table name");
        IReadOnlyList<PartitionColumn> partition = cursor.Accept("PARTITION") ? ParsePartition(cursor) : [];
        if (cursor.Accept("IF", "NOT", "EXISTS"))
            throw new SqlError("IF NOT EXISTS is for Hive tables. Remove it.", cursor.Position);
        var byName = cursor.Accept("BY", "NAME");
        IReadOnlyList<string> columns = StartsColumnList(cursor) ? ParseColumns(cursor) : [];
        if (!StatementParser.StartsQuery(cursor))
            throw cursor.Unexpected("SELECT, VALUES, TABLE, WITH or FROM");
        return new Insert(table, overwrite, partition, columns, byName, cursor.TakeRest("a query"));
    }

    /// <summary>A parenthesis opens a column list or a query in parentheses; only a list has a name and then a comma or the end.</summary>
    private static bool StartsColumnList(TokenCursor cursor) =>
        cursor.Current.IsSymbol("(") && cursor.Peek().IsName && (cursor.Peek(2).IsSymbol(",") || cursor.Peek(2).IsSymbol(")"));

    private static List<PartitionColumn> ParsePartition(TokenCursor cursor)
    {
        cursor.ExpectSymbol("(");
        var columns = new List<PartitionColumn>();
        do
        {
            var position = cursor.Position;
            var name = cursor.ExpectName("a column name");
            if (columns.Any(column => column.Column.Equals(name, StringComparison.OrdinalIgnoreCase)))
                throw new SqlError($"Column '{name}' is named twice.", position);
            var value = cursor.AcceptSymbol("=") ? cursor.TakeUntil(static token => token.IsSymbol(","), "a value") : null;
            columns.Add(new PartitionColumn(name, value, position));
        }
        while (cursor.AcceptSymbol(","));
        cursor.ExpectSymbol(")");
        return columns;
    }

    private static List<string> ParseColumns(TokenCursor cursor)
    {
        cursor.ExpectSymbol("(");
        var columns = new List<string>();
        do
        {
            var position = cursor.Position;
            var column = cursor.ExpectName("a column name");
            if (columns.Contains(column, StringComparer.OrdinalIgnoreCase))
                throw new SqlError($"Column '{column}' is named twice.", position);
            columns.Add(column);
        }
        while (cursor.AcceptSymbol(","));
        cursor.ExpectSymbol(")");
        return columns;
    }
}
