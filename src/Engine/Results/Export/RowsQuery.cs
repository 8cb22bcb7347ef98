using Floe.Engine.DuckDb;
using Floe.Engine.Queries;
using Floe.Engine.Types;

namespace Floe.Engine.Results;

/// <summary>Rows that are in memory already, as a query: what SHOW and DESCRIBE give goes the same way into a file as what SELECT gives.</summary>
internal static class RowsQuery
{
    public static BoundQuery Of(ResultSet result)
    {
        // DuckDB has no relation without columns.
        var columns = result.Columns.Count > 0 ? result.Columns : [new ResultColumn("result", "string")];
        var types = columns.Select(column => KeyValuePair.Create(column.Name, (DuckType)TypeOf(column.Type))).ToList();
        var rows = result.Rows.Select(row => $"({string.Join(", ", row.Select((value, i) => $"CAST({Literal(value)} AS {types[i].Value})"))})").ToList();
        var names = string.Join(", ", types.Select(column => Quote.Name(column.Key)));
        return new BoundQuery(
            rows.Count > 0
                ? $"SELECT * FROM (VALUES {string.Join(", ", rows)}) AS rows({names})"
                : $"SELECT {string.Join(", ", types.Select(column => $"CAST(NULL AS {column.Value}) AS {Quote.Name(column.Key)}"))} WHERE false",
            types);
    }

    private static DuckScalar TypeOf(string type) => type switch
    {
        "boolean" => DuckTypes.Boolean,
        "int" => DuckTypes.Integer,
        "bigint" => DuckTypes.BigInt,
        _ => DuckTypes.Text,
    };

    private static string Literal(object? value) => value is null ? "NULL" : Quote.Text(value as string ?? ResultText.Shown(value));
}
