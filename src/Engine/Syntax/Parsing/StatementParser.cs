using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Syntax.Parsing;

/// <summary>Tells statements apart by their first words and hands each to the parser of its kind.</summary>
internal static class StatementParser
{
    public static Statement Parse(IReadOnlyList<Token> tokens)
    {
        var cursor = new TokenCursor(tokens);
        if (StartsQuery(cursor))
            return new Select(cursor.TakeRest("a query"));
        var statement = ParseCommand(cursor);
        cursor.ExpectEnd();
        return statement;
    }

    /// <summary>Whether a query starts here. TABLE t and FROM t are queries in both Spark and DuckDB.</summary>
    public static bool StartsQuery(TokenCursor cursor) =>
        cursor.Is("SELECT") || cursor.Is("WITH") || cursor.Is("VALUES") || cursor.Is("FROM") || cursor.Is("TABLE") || cursor.Current.IsSymbol("(");

    private static Statement ParseCommand(TokenCursor cursor)
    {
        var first = cursor.Current;
        if (first.Kind != TokenKind.Word)
            throw cursor.Unexpected("a statement");
        return first.Value.ToUpperInvariant() switch
        {
            "CREATE" => CreateParser.Parse(cursor),
            "REPLACE" => CreateParser.ParseReplace(cursor),
            "DROP" => DropParser.Parse(cursor),
            "SHOW" => ShowParser.ParseShow(cursor),
            "DESCRIBE" or "DESC" => ShowParser.ParseDescribe(cursor),
            "INSERT" => InsertParser.Parse(cursor),
            "DELETE" => ChangeParser.ParseDelete(cursor),
            "UPDATE" => ChangeParser.ParseUpdate(cursor),
            "MERGE" => MergeParser.Parse(cursor),
            "TRUNCATE" => ChangeParser.ParseTruncate(cursor),
            "ALTER" => Altering.AlterParser.Parse(cursor),
            "CALL" => CallParser.Parse(cursor),
            "USE" => ParseUse(cursor),
            "EXPLAIN" => ParseExplain(cursor),
            _ => throw Unsupported.Statement(first),
        };
    }

    private static Use ParseUse(TokenCursor cursor)
    {
        cursor.Expect("USE");
        _ = cursor.Accept("NAMESPACE") || cursor.Accept("DATABASE") || cursor.Accept("SCHEMA") || cursor.Accept("CATALOG");
        return new Use(cursor.ExpectQualifiedName("a catalog or namespace"));
    }

    private static Explain ParseExplain(TokenCursor cursor)
    {
        cursor.Expect("EXPLAIN");
        var extended = cursor.Accept("EXTENDED");
        _ = extended || cursor.Accept("FORMATTED") || cursor.Accept("COST");
        if (cursor.Is("CODEGEN"))
            throw new SqlError("There is no generated code to show. Use EXPLAIN or EXPLAIN EXTENDED.", cursor.Position);
        if (!StartsQuery(cursor))
            throw cursor.Unexpected("a query: only queries can be explained");
        return new Explain(cursor.TakeRest("a query"), extended);
    }
}
