using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Syntax.Parsing;

/// <summary>DELETE and UPDATE.</summary>
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
        var assignments = new List<Assignment>();
        do
        {
            var name = cursor.ExpectQualifiedName("a column name");
            var column = Unqualified(name, table, alias);
            cursor.ExpectSymbol("=");
            var value = cursor.TakeUntil(token => token.IsSymbol(",") || token.IsWord("WHERE"), "a value");
            assignments.Add(new Assignment(column, value, name.Position));
        }
        while (cursor.AcceptSymbol(","));
        return new Update(table, alias, assignments, ParseCondition(cursor));
    }

    private static string? ParseAlias(TokenCursor cursor, string next)
    {
        if (cursor.Accept("AS"))
            return cursor.ExpectName("an alias");
        return cursor.Current.IsName && !cursor.Is(next) ? cursor.Take().Value : null;
    }

    private static QuerySyntax? ParseCondition(TokenCursor cursor) =>
        cursor.Accept("WHERE") ? cursor.TakeRest("a condition after WHERE") : null;

    private static string Unqualified(QualifiedName name, QualifiedName table, string? alias)
    {
        if (name.Parts.Count == 1)
            return name.Last;
        if (name.Parts.Count == 2 && name.Parts[0].Equals(alias ?? table.Last, StringComparison.OrdinalIgnoreCase))
            return name.Last;
        throw new SqlError($"SET {name}: only whole columns of the table can be set.", name.Position);
    }
}
