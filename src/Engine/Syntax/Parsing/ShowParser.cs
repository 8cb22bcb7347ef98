using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Syntax.Parsing;

internal static class ShowParser
{
    public static Statement ParseShow(TokenCursor cursor)
    {
        cursor.Expect("SHOW");
        if (cursor.Accept("NAMESPACES") || cursor.Accept("SCHEMAS") || cursor.Accept("DATABASES"))
            return new ShowNamespaces(ParseScope(cursor), ParsePattern(cursor));
        if (cursor.Accept("TABLES"))
            return new ShowTables(ParseScope(cursor), ParsePattern(cursor));
        if (cursor.Accept("CREATE", "TABLE"))
            return new ShowCreateTable(cursor.ExpectQualifiedName("a table name"));
        if (cursor.Accept("COLUMNS"))
            return new DescribeTable(ParseScope(cursor) ?? throw cursor.Unexpected("IN and a table name"), Extended: false);
        if (cursor.Accept("TBLPROPERTIES"))
            return new ShowProperties(cursor.ExpectQualifiedName("a table name"), cursor.Current.IsSymbol("(") ? ParseKey(cursor) : null);
        if (cursor.Is("PARTITIONS"))
            throw new SqlError("SHOW PARTITIONS is for Hive tables. Use SELECT * FROM the table's metadata table partitions: catalog.namespace.table.partitions.", cursor.Position);
        if (cursor.Is("VIEWS") || cursor.Is("FUNCTIONS") || cursor.Is("CATALOGS"))
            throw new SqlError($"SHOW {cursor.Current.Value.ToUpperInvariant()} is not supported. SHOW TABLES shows views as well; a catalog is a table bucket.", cursor.Position);
        throw cursor.Unexpected("NAMESPACES, TABLES, COLUMNS, TBLPROPERTIES or CREATE TABLE");
    }

    public static Statement ParseDescribe(TokenCursor cursor)
    {
        cursor.Take();
        if (cursor.Peek().IsName && (cursor.Accept("NAMESPACE") || cursor.Accept("SCHEMA") || cursor.Accept("DATABASE")))
        {
            cursor.Accept("EXTENDED");
            return new DescribeNamespace(cursor.ExpectQualifiedName("a namespace name"));
        }
        if (cursor.Is("FUNCTION") || cursor.Is("QUERY"))
            throw new SqlError($"DESCRIBE {cursor.Current.Value.ToUpperInvariant()} is not supported. EXPLAIN shows what a query does; functions are DuckDB's.", cursor.Position);
        cursor.Accept("TABLE");
        var extended = cursor.Accept("EXTENDED") || cursor.Accept("FORMATTED");
        return new DescribeTable(cursor.ExpectQualifiedName("a table or view name"), extended);
    }

    private static string ParseKey(TokenCursor cursor)
    {
        var position = cursor.Position;
        return PropertyParser.ParseKeys(cursor) is [var key] ? key : throw new SqlError("SHOW TBLPROPERTIES takes one key, or none for all.", position);
    }

    private static QualifiedName? ParseScope(TokenCursor cursor) =>
        cursor.Accept("IN") || cursor.Accept("FROM") ? cursor.ExpectQualifiedName("a catalog or namespace") : null;

    private static string? ParsePattern(TokenCursor cursor) =>
        cursor.Accept("LIKE") || cursor.Current.Kind == TokenKind.String ? cursor.ExpectString("a pattern such as 'emp*'") : null;
}
