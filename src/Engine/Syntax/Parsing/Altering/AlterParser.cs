using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Syntax.Parsing.Altering;

/// <summary><c>ALTER TABLE</c>: Spark's own clauses and those of Iceberg's SQL extensions.</summary>
internal static class AlterParser
{
    public static Statement Parse(TokenCursor cursor)
    {
        cursor.Expect("ALTER");
        if (!cursor.Accept("TABLE"))
            throw cursor.Is("VIEW")
                ? new SqlError("A temporary view is changed with CREATE OR REPLACE TEMPORARY VIEW.", cursor.Position)
                : cursor.Is("NAMESPACE") || cursor.Is("DATABASE") || cursor.Is("SCHEMA")
                    ? new SqlError("Namespaces of S3 Tables have no properties and cannot be changed.", cursor.Position)
                    : cursor.Unexpected("TABLE");
        var table = cursor.ExpectQualifiedName("a table name");
        var position = cursor.Position;
        if (cursor.Accept("ADD", "PARTITION", "FIELD"))
            return new AddPartitionField(table, PartitionParser.ParseField(cursor), ParseName(cursor));
        if (cursor.Accept("ADD"))
            return ParseAdd(cursor, table, position);
        if (cursor.Accept("DROP"))
            return ParseDrop(cursor, table);
        if (cursor.Accept("RENAME"))
            return ParseRename(cursor, table);
        if (cursor.Accept("ALTER") || cursor.Accept("CHANGE"))
            return ColumnParser.ParseChange(cursor, table);
        if (cursor.Accept("SET"))
            return ParseSet(cursor, table, position);
        if (cursor.Accept("UNSET"))
            return ParseUnset(cursor, table, position);
        if (cursor.Accept("REPLACE", "PARTITION", "FIELD"))
            return ParseReplaceField(cursor, table);
        if (cursor.Accept("WRITE"))
            return WriteOrderParser.Parse(cursor, table);
        if (cursor.Is("CREATE") || cursor.Is("REPLACE"))
            return ReferenceParser.ParsePut(cursor, table);
        if (cursor.Is("RECOVER") || cursor.Is("PARTITION"))
            throw new SqlError("Partitions of Iceberg tables come and go with their rows. Remove the statement.", position);
        throw cursor.Unexpected("ADD, DROP, RENAME, ALTER COLUMN, SET, UNSET, REPLACE, WRITE or CREATE");
    }

    private static AddColumns ParseAdd(TokenCursor cursor, QualifiedName table, SourcePosition position)
    {
        if (cursor.Accept("COLUMN") || cursor.Accept("COLUMNS"))
            return new AddColumns(table, ColumnParser.ParseAdded(cursor));
        throw cursor.Is("PARTITION") || cursor.Is("IF")
            ? new SqlError("Partitions of Iceberg tables come with their rows. To partition by another column use ADD PARTITION FIELD.", position)
            : cursor.Unexpected("COLUMN, COLUMNS or PARTITION FIELD");
    }

    private static AlterTable ParseDrop(TokenCursor cursor, QualifiedName table)
    {
        if (cursor.Accept("COLUMN") || cursor.Accept("COLUMNS"))
        {
            var ifExists = cursor.Accept("IF", "EXISTS");
            return new DropColumns(table, ColumnParser.ParseNames(cursor), ifExists);
        }
        if (cursor.Accept("PARTITION", "FIELD"))
            return new DropPartitionField(table, PartitionParser.ParseField(cursor));
        if (cursor.Accept("IDENTIFIER", "FIELDS"))
            return new SetIdentifierFields(table, ColumnParser.ParseNames(cursor), Drop: true);
        if (cursor.Is("BRANCH") || cursor.Is("TAG"))
            return ReferenceParser.ParseDrop(cursor, table);
        throw cursor.Is("PARTITION") || cursor.Is("IF")
            ? new SqlError("Rows of a partition are removed with DELETE FROM t WHERE. To partition no longer by a column use DROP PARTITION FIELD.", cursor.Position)
            : cursor.Unexpected("COLUMN, COLUMNS, PARTITION FIELD, IDENTIFIER FIELDS, BRANCH or TAG");
    }

    private static AlterTable ParseRename(TokenCursor cursor, QualifiedName table)
    {
        if (cursor.Accept("TO"))
            return new RenameTable(table, cursor.ExpectQualifiedName("the new table name"));
        if (!cursor.Accept("COLUMN"))
            throw cursor.Unexpected("TO or COLUMN");
        var column = cursor.ExpectQualifiedName("a column name");
        cursor.Expect("TO");
        return new RenameColumn(table, column, cursor.ExpectName("the new column name"));
    }

    private static AlterTable ParseSet(TokenCursor cursor, QualifiedName table, SourcePosition position)
    {
        if (cursor.Accept("TBLPROPERTIES"))
            return new SetTableProperties(table, PropertyParser.Parse(cursor, StringComparer.Ordinal), position);
        if (cursor.Accept("IDENTIFIER", "FIELDS"))
            return new SetIdentifierFields(table, ColumnParser.ParseNames(cursor), Drop: false);
        throw cursor.Is("LOCATION") || cursor.Is("SERDE") || cursor.Is("SERDEPROPERTIES")
            ? new SqlError("The catalog decides where a table is and how its files look; that cannot be set.", cursor.Position)
            : cursor.Unexpected("TBLPROPERTIES or IDENTIFIER FIELDS");
    }

    private static UnsetTableProperties ParseUnset(TokenCursor cursor, QualifiedName table, SourcePosition position)
    {
        cursor.Expect("TBLPROPERTIES");
        var ifExists = cursor.Accept("IF", "EXISTS");
        return new UnsetTableProperties(table, PropertyParser.ParseKeys(cursor), ifExists, position);
    }

    private static ReplacePartitionField ParseReplaceField(TokenCursor cursor, QualifiedName table)
    {
        var old = PartitionParser.ParseField(cursor);
        cursor.Expect("WITH");
        return new ReplacePartitionField(table, old, PartitionParser.ParseField(cursor), ParseName(cursor));
    }

    private static string? ParseName(TokenCursor cursor) => cursor.Accept("AS") ? cursor.ExpectName("the partition field's name") : null;
}
