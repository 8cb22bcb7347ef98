using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Syntax.Parsing;

/// <summary>DELETE, UPDATE and TRUNCATE.</summary>
internal static class ChangeParser
{
    public static Delete ParseDelete(TokenCursor cursor)
    {
        cursor.Expect("DELETE");
        cursor.Expect("FROM");
        var table = cursor.ExpectQualifiedName("a table name");
        var alias = ParseAlias(cursor, "WHERE");
        return new Delete(table, alias, ParseCondition(cursor));
    }

    public static Update ParseUpdate(TokenCursor cursor)
    {
        cursor.Expect("UPDATE");
        var table = cursor.ExpectQualifiedName("a table name");
        var alias = ParseAlias(cursor, "SET");
        cursor.Expect("SET");
        var assignments = ParseAssignments(cursor, table, alias, static token => token.IsWord("WHERE"));
        return new Update(table, alias, assignments, ParseCondition(cursor));
    }

    public static Truncate ParseTruncate(TokenCursor cursor)
    {
        cursor.Expect("TRUNCATE");
        cursor.Expect("TABLE");
        var table = cursor.ExpectQualifiedName("a table name");
        if (cursor.Is("PARTITION"))
            throw new SqlError("TRUNCATE empties the whole table. To empty partitions use DELETE FROM with WHERE.", cursor.Position);
        return new Truncate(table);
    }

    /// <param name="end">What ends the last value, outside parentheses and CASE ... END.</param>
    public static List<Assignment> ParseAssignments(TokenCursor cursor, QualifiedName table, string? alias, Func<Token, bool> end)
    {
        var assignments = new List<Assignment>();
        do
        {
            var name = cursor.ExpectQualifiedName("a column name");
            var column = Unqualified(name, table, alias);
            cursor.ExpectSymbol("=");
            var cases = 0;
            var value = cursor.TakeUntil(
                token =>
                {
                    if (cases == 0 && (token.IsSymbol(",") || end(token)))
                        return true;
                    cases += token.IsWord("CASE") ? 1 : token.IsWord("END") ? -1 : 0;
                    return false;
                },
                "a value");
            assignments.Add(new Assignment(column, value, name.Position));
        }
        while (cursor.AcceptSymbol(","));
        return assignments;
    }

    public static string? ParseAlias(TokenCursor cursor, string next)
    {
        if (cursor.Accept("AS"))
            return cursor.ExpectName("an alias");
        return cursor.Current.IsName && !cursor.Is(next) ? cursor.Take().Value : null;
    }

    private static QuerySyntax? ParseCondition(TokenCursor cursor) =>
        cursor.Accept("WHERE") ? cursor.TakeRest("a condition after WHERE") : null;

    public static string Unqualified(QualifiedName name, QualifiedName table, string? alias)
    {
        if (name.Parts.Count == 1)
            return name.Last;
        if (name.Parts.Count == 2 && name.Parts[0].Equals(alias ?? table.Last, StringComparison.OrdinalIgnoreCase))
            return name.Last;
        throw new SqlError($"SET {name}: only whole columns of the table can be set.", name.Position);
    }
}
