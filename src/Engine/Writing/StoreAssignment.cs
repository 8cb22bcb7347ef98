using Floe.Engine.DuckDb;
using Floe.Engine.Syntax;
using Floe.Engine.Types;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Writing;

/// <summary>
/// Which values can go into which columns, by Spark's ANSI rules of store assignment: numbers into numbers if they fit, anything into strings,
/// dates and timestamps into each other; a string goes nowhere else without CAST. What does not fit is an error that names column and value.
/// </summary>
internal static class StoreAssignment
{
    /// <param name="expression">SQL of the value.</param>
    /// <param name="from">Its type.</param>
    /// <param name="column">Where it goes.</param>
    public static string Convert(string expression, DuckType from, NestedField column)
    {
        CheckWritable(column.Name, column.Type);
        var to = IcebergTypes.ToDuckDb(column.Type);
        if (from == to)
            return expression;
        if (!CanAssign(from, to))
            throw new SqlError(
                $"Column '{column.Name}' is {SparkTypeNames.Of(column.Type)} and cannot take {SparkTypeNames.Of(from)} values. Use CAST(... AS {SparkTypeNames.Of(column.Type).ToUpperInvariant()}) if that is meant.");
        if (CanOverflow(from, to))
            return Checked(DuckTypes.IsInteger(to) && !DuckTypes.IsInteger(from) ? $"trunc({expression})" : expression, expression, to, column);
        return $"CAST({expression} AS {to})";
    }

    public static bool CanAssign(DuckType from, NestedField column) => CanAssign(from, IcebergTypes.ToDuckDb(column.Type));

    private static bool CanAssign(DuckType from, DuckType to) => (from, to) switch
    {
        (DuckScalar { Name: "\"NULL\"" or "NULL" }, _) => true,
        _ when from == to => true,
        _ when DuckTypes.IsNumeric(from) && DuckTypes.IsNumeric(to) => true,
        _ when DuckTypes.IsInstant(from) && DuckTypes.IsInstant(to) => true,
        (DuckScalar, DuckScalar { Name: "VARCHAR" }) or (DuckDecimal, DuckScalar { Name: "VARCHAR" }) => from != DuckTypes.Blob,
        (DuckList f, DuckList t) => CanAssign(f.Element, t.Element),
        (DuckMap f, DuckMap t) => CanAssign(f.Key, t.Key) && CanAssign(f.Value, t.Value),
        (DuckStruct f, DuckStruct t) => f.Fields.Count == t.Fields.Count
            && f.Fields.Zip(t.Fields).All(pair => pair.First.Key.Equals(pair.Second.Key, StringComparison.OrdinalIgnoreCase) && CanAssign(pair.First.Value, pair.Second.Value)),
        _ => false,
    };

    private static bool CanOverflow(DuckType from, DuckType to) =>
        DuckTypes.IsNumeric(from) && DuckTypes.IsNumeric(to) && to != DuckTypes.Double && !(to == DuckTypes.Float && from != DuckTypes.Double) && !Widens(from, to);

    private static bool Widens(DuckType from, DuckType to) => (from, to) switch
    {
        (DuckScalar { Name: "TINYINT" or "SMALLINT" or "UTINYINT" or "USMALLINT" or "INTEGER" }, DuckScalar { Name: "INTEGER" or "BIGINT" }) => true,
        (DuckScalar { Name: "UINTEGER" }, DuckScalar { Name: "BIGINT" }) => true,
        _ => false,
    };

    /// <summary>A plain CAST fails without saying for which column.</summary>
    private static string Checked(string value, string shown, DuckType to, NestedField column)
    {
        var message = $"The value ' || CAST({shown} AS VARCHAR) || ' does not fit in column {Quote.Text(column.Name)[1..^1]}, which is {SparkTypeNames.Of(column.Type)}.";
        return $"coalesce(TRY_CAST({value} AS {to}), CASE WHEN {shown} IS NOT NULL THEN error('{message}') END)";
    }

    private static void CheckWritable(string column, IcebergType type)
    {
        switch (type)
        {
            case StructType structure:
                foreach (var field in structure.Fields)
                    CheckWritable($"{column}.{field.Name}", field.Type);
                break;
            case ListType list:
                CheckWritable($"{column}.element", list.Element);
                break;
            case MapType map:
                CheckWritable($"{column}.key", map.Key);
                CheckWritable($"{column}.value", map.Value);
                break;
            case { Kind: TypeKind.Fixed or TypeKind.Variant or TypeKind.Geometry or TypeKind.Geography or TypeKind.TimestampTzNs }:
                throw new SqlError($"Column '{column}' is of type {type}, which the embedded engine cannot write. Use the Spark engine for this table.");
        }
    }
}
