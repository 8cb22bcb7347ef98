using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Syntax.Parsing;

internal static class CreateParser
{
    public static Statement Parse(TokenCursor cursor)
    {
        cursor.Expect("CREATE");
        var position = cursor.Position;
        var orReplace = cursor.Accept("OR", "REPLACE");
        var global = cursor.Accept("GLOBAL");
        var temporary = cursor.Accept("TEMPORARY") || cursor.Accept("TEMP");
        if (cursor.Accept("VIEW"))
        {
            if (global || !temporary)
                throw new SqlError("Only temporary views can be created: use CREATE TEMPORARY VIEW, or CREATE TABLE ... AS SELECT to keep the rows.", position);
            return ParseView(cursor, orReplace);
        }
        if (temporary || global)
            throw cursor.Unexpected("VIEW");
        if (cursor.Accept("TABLE"))
            return ParseTable(cursor, orReplace);
        if (orReplace)
            throw cursor.Unexpected("TEMPORARY VIEW");
        if (cursor.Accept("NAMESPACE") || cursor.Accept("SCHEMA") || cursor.Accept("DATABASE"))
            return ParseNamespace(cursor);
        throw cursor.Unexpected("NAMESPACE, TABLE or TEMPORARY VIEW");
    }

    /// <summary><c>REPLACE TABLE</c></summary>
    public static CreateTable ParseReplace(TokenCursor cursor)
    {
        cursor.Expect("REPLACE");
        cursor.Expect("TABLE");
        return ParseTable(cursor, replaces: true) with { MustExist = true };
    }

    private static CreateNamespace ParseNamespace(TokenCursor cursor)
    {
        var ifNotExists = cursor.Accept("IF", "NOT", "EXISTS");
        var name = cursor.ExpectQualifiedName("a namespace name");
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        while (!cursor.AtEnd)
        {
            if (cursor.Accept("COMMENT"))
                properties["comment"] = cursor.ExpectString("the comment's text");
            else if (cursor.Accept("WITH", "PROPERTIES") || cursor.Accept("WITH", "DBPROPERTIES"))
                foreach (var (key, value) in PropertyParser.Parse(cursor, StringComparer.Ordinal))
                    properties[key] = value;
            else
                throw cursor.Unexpected("COMMENT, WITH DBPROPERTIES or the end of the statement");
        }
        return new CreateNamespace(name, ifNotExists, properties);
    }

    private static CreateTable ParseTable(TokenCursor cursor, bool replaces)
    {
        if (replaces && cursor.Are("IF", "NOT", "EXISTS"))
            throw new SqlError("A table is either replaced or left as it is: IF NOT EXISTS does not go with REPLACE.", cursor.Position);
        var ifNotExists = cursor.Accept("IF", "NOT", "EXISTS");
        var name = cursor.ExpectQualifiedName("a table name");
        IReadOnlyList<ColumnSyntax> columns = cursor.Current.IsSymbol("(") ? TypeParser.ParseColumns(cursor) : [];
        IReadOnlyList<PartitionSyntax> partitioning = [];
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        QuerySyntax? query = null;
        while (!cursor.AtEnd && query is null)
        {
            var position = cursor.Position;
            if (cursor.Accept("USING"))
                ExpectIceberg(cursor);
            else if (cursor.Accept("PARTITIONED", "BY"))
                partitioning = PartitionParser.Parse(cursor);
            else if (cursor.Accept("TBLPROPERTIES") || cursor.Accept("OPTIONS"))
                foreach (var (key, value) in PropertyParser.Parse(cursor, StringComparer.Ordinal))
                    properties[key] = value;
            else if (cursor.Accept("COMMENT"))
                properties["comment"] = cursor.ExpectString("the comment's text");
            else if (cursor.Is("LOCATION"))
                throw new SqlError("LOCATION cannot be chosen: the catalog gives every table its own place. Remove it.", position);
            else if (cursor.Accept("AS") || StatementParser.StartsQuery(cursor))
                query = cursor.TakeRest("a query after AS");
            else
                throw cursor.Unexpected("USING, PARTITIONED BY, TBLPROPERTIES, COMMENT, AS or the end of the statement");
        }
        if (query is not null && columns.Count > 0)
            throw new SqlError("CREATE TABLE ... AS SELECT takes its columns from the query. Remove the column list, or CREATE TABLE first and INSERT INTO it.", columns[0].Position);
        if (query is null && columns.Count == 0)
            throw cursor.Unexpected("the columns in parentheses, or AS and a query");
        return new CreateTable(name, ifNotExists, columns, partitioning, properties, query) { Replaces = replaces };
    }

    private static void ExpectIceberg(TokenCursor cursor)
    {
        if (!cursor.Accept("iceberg"))
            throw new SqlError($"Tables are Iceberg tables: USING iceberg, not {cursor.Current.Shown}. Files of other formats are read with CREATE TEMPORARY VIEW ... USING.", cursor.Position);
    }

    private static CreateView ParseView(TokenCursor cursor, bool orReplace)
    {
        var position = cursor.Position;
        var name = cursor.ExpectName("a view name");
        if (cursor.Current.IsSymbol("."))
            throw new SqlError("A temporary view belongs to no namespace: give it a name of one part.", position);
        if (cursor.Current.IsSymbol("(") && (cursor.Peek(2).IsSymbol(",") || cursor.Peek(2).IsSymbol(")")))
        {
            var names = ParseNames(cursor);
            cursor.Expect("AS");
            return new CreateQueryView(name, orReplace, names, cursor.TakeRest("a query after AS"));
        }
        IReadOnlyList<ColumnSyntax> columns = cursor.Current.IsSymbol("(") ? TypeParser.ParseColumns(cursor) : [];
        if (columns.FirstOrDefault(column => column.Default is not null) is { } withDefault)
            throw new SqlError($"Column '{withDefault.Name}': a view has no defaults. Use nvl(...) in the query.", withDefault.Position);
        if (columns.Count == 0 && cursor.Accept("AS"))
            return new CreateQueryView(name, orReplace, [], cursor.TakeRest("a query after AS"));
        if (!cursor.Accept("USING"))
            throw cursor.Unexpected("USING csv, parquet or json, or AS and a query");
        var formatPosition = cursor.Position;
        var format = cursor.ExpectName("csv, parquet or json").ToLowerInvariant();
        if (format is not ("csv" or "parquet" or "json"))
            throw new SqlError($"Views can be made over csv, parquet and json files, not over '{format}'.", formatPosition);
        cursor.Expect("OPTIONS");
        return new CreateFileView(name, orReplace, columns, format, PropertyParser.Parse(cursor, StringComparer.OrdinalIgnoreCase), position);
    }

    private static List<string> ParseNames(TokenCursor cursor)
    {
        cursor.ExpectSymbol("(");
        var names = new List<string>();
        do
            names.Add(cursor.ExpectName("a column name"));
        while (cursor.AcceptSymbol(","));
        cursor.ExpectSymbol(")");
        return names;
    }
}
