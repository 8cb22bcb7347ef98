using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Syntax.Parsing;

internal static class MergeParser
{
    public static Merge Parse(TokenCursor cursor)
    {
        cursor.Expect("MERGE");
        cursor.Expect("INTO");
        var table = cursor.ExpectQualifiedName("a table name");
        var alias = ChangeParser.ParseAlias(cursor, "USING");
        cursor.Expect("USING");
        var (source, sourceAlias) = ParseSource(cursor);
        cursor.Expect("ON");
        var on = TakeExpression(cursor, "WHEN", "a condition after ON");
        var clauses = new List<MergeClause>();
        while (cursor.Is("WHEN"))
            clauses.Add(ParseClause(cursor, table, alias));
        if (clauses.Count == 0)
            throw cursor.Unexpected("WHEN MATCHED or WHEN NOT MATCHED");
        CheckReachable(clauses);
        return new Merge(table, alias, source, sourceAlias, on, clauses);
    }

    /// <summary>A query in parentheses, or a table or view with what may follow its name, such as VERSION AS OF.</summary>
    private static (QuerySyntax Source, string Alias) ParseSource(TokenCursor cursor)
    {
        var position = cursor.Position;
        if (cursor.AcceptSymbol("("))
        {
            var query = cursor.TakeUntil(static _ => false, "a query");
            cursor.ExpectSymbol(")");
            return (query, ChangeParser.ParseAlias(cursor, "ON") ?? throw new SqlError("The query after USING needs an alias: USING (...) AS s.", position));
        }
        var name = cursor.Position;
        var from = new Token(TokenKind.Word, "FROM", name, 0, 0, false);
        var tokens = cursor.TakeUntil(token => token.IsWord("ON"), "a table, a view or a query in parentheses").Tokens.ToList();
        // The alias is the engine's to give, as the rows go through a table of its own.
        var end = tokens.Count;
        string? alias = null;
        if (end >= 2 && tokens[^1].IsName && !tokens[^2].IsSymbol("."))
        {
            alias = tokens[^1].Value;
            end -= tokens[^2].IsWord("AS") ? 2 : 1;
        }
        var parts = tokens.Take(end).TakeWhile((token, i) => i % 2 == 0 ? token.IsName : token.IsSymbol(".")).ToList();
        if (parts.Count == 0 || end == 0)
            throw new SqlError("USING takes a table, a view, or a query in parentheses.", position);
        return (new QuerySyntax([from, .. tokens.Take(end)]), alias ?? parts[^1].Value);
    }

    private static MergeClause ParseClause(TokenCursor cursor, QualifiedName table, string? alias)
    {
        var position = cursor.Position;
        cursor.Expect("WHEN");
        var match = ParseMatch(cursor);
        var condition = cursor.Accept("AND") ? TakeExpression(cursor, "THEN", "a condition after AND") : null;
        cursor.Expect("THEN");
        var action = ParseAction(cursor, match, table, alias);
        return new MergeClause(match, condition, action, position);
    }

    private static MergeMatch ParseMatch(TokenCursor cursor)
    {
        if (cursor.Accept("MATCHED"))
            return MergeMatch.Matched;
        cursor.Expect("NOT");
        cursor.Expect("MATCHED");
        if (cursor.Accept("BY", "SOURCE"))
            return MergeMatch.NotMatchedBySource;
        _ = cursor.Accept("BY", "TARGET");
        return MergeMatch.NotMatchedByTarget;
    }

    private static MergeAction ParseAction(TokenCursor cursor, MergeMatch match, QualifiedName table, string? alias)
    {
        if (match == MergeMatch.NotMatchedByTarget)
        {
            if (!cursor.Accept("INSERT"))
                throw cursor.Unexpected("INSERT: there is no row of the target to change");
            return new MergeInsert(cursor.AcceptSymbol("*") ? null : ParseInsert(cursor, table, alias));
        }
        if (cursor.Accept("DELETE"))
            return new MergeDelete();
        if (!cursor.Accept("UPDATE"))
            throw cursor.Unexpected("UPDATE SET or DELETE");
        cursor.Expect("SET");
        if (!cursor.Current.IsSymbol("*"))
            return new MergeUpdate(ChangeParser.ParseAssignments(cursor, table, alias, static token => token.IsWord("WHEN")));
        if (match == MergeMatch.NotMatchedBySource)
            throw cursor.Unexpected("assignments: there is no row of the source to take values from");
        cursor.Take();
        return new MergeUpdate(null);
    }

    private static List<Assignment> ParseInsert(TokenCursor cursor, QualifiedName table, string? alias)
    {
        cursor.ExpectSymbol("(");
        var columns = new List<QualifiedName>();
        do
            columns.Add(cursor.ExpectQualifiedName("a column name"));
        while (cursor.AcceptSymbol(","));
        cursor.ExpectSymbol(")");
        cursor.Expect("VALUES");
        var position = cursor.Position;
        cursor.ExpectSymbol("(");
        var values = new List<QuerySyntax>();
        do
            values.Add(cursor.TakeUntil(token => token.IsSymbol(","), "a value"));
        while (cursor.AcceptSymbol(","));
        cursor.ExpectSymbol(")");
        return values.Count == columns.Count
            ? [.. columns.Zip(values, (column, value) => new Assignment(ChangeParser.Unqualified(column, table, alias), value, column.Position))]
            : throw new SqlError($"INSERT names {columns.Count} columns and gives {values.Count} values.", position);
    }

    /// <summary>Up to a word that ends the clause, but not to one inside CASE ... END.</summary>
    private static QuerySyntax TakeExpression(TokenCursor cursor, string end, string what)
    {
        var cases = 0;
        return cursor.TakeUntil(
            token =>
            {
                if (cases == 0 && token.IsWord(end))
                    return true;
                cases += token.IsWord("CASE") ? 1 : token.IsWord("END") ? -1 : 0;
                return false;
            },
            what);
    }

    /// <summary>Only the last clause of its kind may be without a condition (Spark, NON_LAST_MATCHED_CLAUSE_OMIT_CONDITION).</summary>
    private static void CheckReachable(List<MergeClause> clauses)
    {
        foreach (var kind in clauses.GroupBy(clause => clause.Match))
            if (kind.SkipLast(1).FirstOrDefault(clause => clause.Condition is null) is { } open)
                throw new SqlError("Only the last WHEN clause of its kind can omit the condition: those after this one would never be used.", open.Position);
    }
}
