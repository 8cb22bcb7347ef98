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
        throw cursor.Unexpected("NAMESPACES, TABLES, COLUMNS or CREATE TABLE");
    }

    public static Statement ParseDescribe(TokenCursor cursor)
    {
        cursor.Take();
        cursor.Accept("TABLE");
        var extended = cursor.Accept("EXTENDED") || cursor.Accept("FORMATTED");
        return new DescribeTable(cursor.ExpectQualifiedName("a table or view name"), extended);
    }

    private static QualifiedName? ParseScope(TokenCursor cursor) =>
        cursor.Accept("IN") || cursor.Accept("FROM") ? cursor.ExpectQualifiedName("a catalog or namespace") : null;

    private static string? ParsePattern(TokenCursor cursor) =>
        cursor.Accept("LIKE") || cursor.Current.Kind == TokenKind.String ? cursor.ExpectString("a pattern such as 'emp*'") : null;
}
