using Floe.Engine.DuckDb;
using Floe.Engine.Syntax;
using Floe.Engine.Tables;
using Floe.Engine.Types;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Writing;

/// <summary>What a row stores in a column that it gives no value for: the column's write default (v3), or NULL.</summary>
internal static class ColumnDefault
{
    public static string Sql(NestedField field) => field.WriteDefault is { } value
        ? $"CAST({Quote.Text(ValueText.ForCast(field.Type, value))} AS {IcebergTypes.ToDuckDb(field.Type)})"
        : $"CAST(NULL AS {IcebergTypes.ToDuckDb(field.Type)})";

    /// <summary>Whether a value is the word DEFAULT.</summary>
    public static bool IsMeant(QuerySyntax value) => value.Tokens is [var only] && only.IsWord("DEFAULT");
}
