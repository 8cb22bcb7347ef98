namespace Floe.Engine.Syntax.Parsing;

/// <summary><c>PARTITIONED BY (level, bucket(16, id), days(ts))</c> in Iceberg's Spark syntax.</summary>
internal static class PartitionParser
{
    public static IReadOnlyList<PartitionSyntax> Parse(TokenCursor cursor)
    {
        cursor.ExpectSymbol("(");
        var fields = new List<PartitionSyntax>();
        do
            fields.Add(ParseField(cursor));
        while (cursor.AcceptSymbol(","));
        cursor.ExpectSymbol(")");
        return fields;
    }

    public static PartitionSyntax ParseField(TokenCursor cursor)
    {
        var position = cursor.Position;
        if (!cursor.Peek().IsSymbol("("))
            return new PartitionSyntax("identity", null, ParseColumn(cursor), position);

        var name = cursor.ExpectName("a transform").ToLowerInvariant();
        cursor.ExpectSymbol("(");
        var transform = name switch
        {
            "bucket" or "truncate" or "identity" => name,
            "year" or "years" => "year",
            "month" or "months" => "month",
            "day" or "days" or "date" => "day",
            "hour" or "hours" or "date_hour" => "hour",
            _ => throw new SqlError($"'{name}' is not a partition transform. Known are bucket(n, c), truncate(w, c), years(c), months(c), days(c), hours(c).", position),
        };
        int? argument = null;
        string column;
        if (transform is "bucket" or "truncate")
        {
            // Both orders are written in the field: bucket(16, id), and truncate(name, 4) in old scripts.
            if (cursor.Current.Kind == TokenKind.Number)
                (argument, column) = (ParseArgument(cursor), ParseColumnAfterComma(cursor));
            else
                (column, argument) = (ParseColumn(cursor), ParseArgumentAfterComma(cursor));
        }
        else
            column = ParseColumn(cursor);
        cursor.ExpectSymbol(")");
        return new PartitionSyntax(transform, argument, column, position);
    }

    private static string ParseColumn(TokenCursor cursor) =>
        string.Join('.', cursor.ExpectQualifiedName("a column name").Parts);

    private static string ParseColumnAfterComma(TokenCursor cursor)
    {
        cursor.ExpectSymbol(",");
        return ParseColumn(cursor);
    }

    private static int ParseArgument(TokenCursor cursor)
    {
        var position = cursor.Position;
        var value = cursor.ExpectInteger("a whole number");
        return value > 0 ? value : throw new SqlError("The number of buckets or the width must be at least 1.", position);
    }

    private static int ParseArgumentAfterComma(TokenCursor cursor)
    {
        cursor.ExpectSymbol(",");
        return ParseArgument(cursor);
    }
}
