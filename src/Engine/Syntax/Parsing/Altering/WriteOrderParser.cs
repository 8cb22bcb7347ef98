using Floe.Engine.Syntax.Statements;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Syntax.Parsing.Altering;

/// <summary><c>WRITE [DISTRIBUTED BY PARTITION] [LOCALLY] ORDERED BY ... | UNORDERED</c>, in any order, as Iceberg's extensions have it.</summary>
internal static class WriteOrderParser
{
    public static SetWriteOrder Parse(TokenCursor cursor, QualifiedName table)
    {
        var (distributed, local, unordered) = (false, false, false);
        IReadOnlyList<OrderSyntax>? order = null;
        while (!cursor.AtEnd)
        {
            if (!distributed && cursor.Accept("DISTRIBUTED", "BY", "PARTITION"))
                distributed = true;
            else if (order is null && !unordered && cursor.Accept("UNORDERED"))
                unordered = true;
            else if (order is null && !unordered && (cursor.Are("LOCALLY", "ORDERED", "BY") || cursor.Are("ORDERED", "BY")))
            {
                local = cursor.Accept("LOCALLY");
                cursor.Accept("ORDERED", "BY");
                order = ParseOrder(cursor);
            }
            else
                throw cursor.Unexpected("DISTRIBUTED BY PARTITION, [LOCALLY] ORDERED BY or UNORDERED");
        }
        if (!distributed && !unordered && order is null)
            throw cursor.Unexpected("DISTRIBUTED BY PARTITION, [LOCALLY] ORDERED BY or UNORDERED");
        return new SetWriteOrder(table, order ?? [], distributed ? "hash" : unordered || local ? "none" : "range");
    }

    /// <summary>The terms of an order; nulls are first where it ascends and last where it descends, unless it says otherwise.</summary>
    public static IReadOnlyList<OrderSyntax> ParseOrder(TokenCursor cursor)
    {
        var inParentheses = cursor.AcceptSymbol("(");
        var order = new List<OrderSyntax>();
        do
        {
            var term = PartitionParser.ParseField(cursor);
            var descending = cursor.Accept("DESC");
            if (!descending)
                cursor.Accept("ASC");
            var nulls = descending ? NullOrder.NullsLast : NullOrder.NullsFirst;
            if (cursor.Accept("NULLS", "FIRST"))
                nulls = NullOrder.NullsFirst;
            else if (cursor.Accept("NULLS", "LAST"))
                nulls = NullOrder.NullsLast;
            order.Add(new OrderSyntax(term, descending ? SortDirection.Descending : SortDirection.Ascending, nulls));
        }
        while (cursor.AcceptSymbol(","));
        if (inParentheses)
            cursor.ExpectSymbol(")");
        return order;
    }
}
