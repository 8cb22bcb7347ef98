using Floe.Engine.DuckDb;
using Floe.Engine.Queries;
using Floe.Engine.Types;

namespace Floe.Engine.Results;

/// <summary>A query with its columns under the names and in the types that a file gets.</summary>
internal static class ExportColumns
{
    /// <summary>For formats that have types. A sum of integers is a HUGEINT in DuckDB, which neither Parquet nor Arrow has: it becomes the bigint it is called, and what does not fit is an error.</summary>
    public static string Typed(BoundQuery query) => Project(query, (column, type) => type switch
    {
        _ when type == DuckTypes.HugeInt => $"CAST({column} AS BIGINT)",
        DuckScalar { Name: "UBIGINT" or "UHUGEINT" } => $"CAST({column} AS DECIMAL(20,0))",
        DuckScalar { Name: "TIME WITH TIME ZONE" or "INTERVAL" or "BIT" } => $"CAST({column} AS VARCHAR)",
        _ => column,
    });

    /// <summary>For CSV: text as the JSON form has it.</summary>
    public static string Text(BoundQuery query) => Project(query, (column, type) => type switch
    {
        DuckScalar { Name: "BLOB" } => $"to_base64({column})",
        _ when type == DuckTypes.TimestampTz => $"{Iso($"({column} AT TIME ZONE 'UTC')")} || 'Z'",
        _ when type == DuckTypes.Timestamp => Iso(column),
        _ when DuckTypes.IsFloating(type) => $"CASE WHEN isnan({column}) THEN 'NaN' WHEN isinf({column}) THEN CASE WHEN {column} > 0 THEN 'Infinity' ELSE '-Infinity' END ELSE CAST({column} AS VARCHAR) END",
        DuckStruct or DuckList or DuckMap => $"CAST(to_json(CAST({column} AS {Exact(type)})) AS VARCHAR)",
        _ => column,
    });

    /// <summary>JSON of DuckDB has doubles only: what is more exact goes into it as text.</summary>
    private static DuckType Exact(DuckType type) => type switch
    {
        DuckStruct structure => new DuckStruct([.. structure.Fields.Select(field => KeyValuePair.Create(field.Key, Exact(field.Value)))]),
        DuckList list => new DuckList(Exact(list.Element)),
        DuckMap map => new DuckMap(DuckTypes.Text, Exact(map.Value)),
        DuckDecimal => DuckTypes.Text,
        _ => type,
    };

    /// <summary>Without zeros at the end of the fraction, and without a fraction that is zero.</summary>
    private static string Iso(string timestamp) =>
        $"CASE WHEN isfinite({timestamp}) THEN rtrim(rtrim(strftime({timestamp}, '%Y-%m-%dT%H:%M:%S.%f'), '0'), '.') ELSE CAST({timestamp} AS VARCHAR) END";

    private static string Project(BoundQuery query, Func<string, DuckType, string> expression)
    {
        var names = ResultColumns.Of(query);
        var columns = query.Columns.Select((column, i) => $"{expression($"c{i}", column.Value)} AS {Quote.Name(names[i].Name)}");
        return $"SELECT {string.Join(", ", columns)} FROM ({query.Sql}) AS q({string.Join(", ", query.Columns.Select((_, i) => $"c{i}"))})";
    }
}
