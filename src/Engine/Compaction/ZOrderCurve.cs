using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Engine.Syntax;
using Floe.Engine.Types;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Compaction;

/// <summary>
/// The place of a row on a Z-order curve. Each column's values are cut into up to 256 ranges of about as many rows each, by quantiles of a sample, and
/// the bits of the ranges' numbers are interleaved: so columns of all types and distributions weigh the same.
/// </summary>
internal sealed class ZOrderCurve(DuckDbSession duck)
{
    private const int MaxColumns = 8;
    private const int SampledRows = 50_000;

    /// <param name="source">A query with the columns.</param>
    /// <returns>SQL of the place, a BIGINT; rows without a value come first.</returns>
    public async Task<string> ExpressionAsync(string source, Schema schema, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        var fields = Find(schema, columns);
        // The places of all columns' bits must fit in 63.
        var bits = Math.Min(8, 62 / fields.Count);
        var sample = $"(SELECT {string.Join(", ", fields.Select((field, i) => $"{Sql(schema, field)} AS c{i}"))} FROM ({source}) USING SAMPLE {SampledRows} ROWS (reservoir, 42))";
        var terms = new List<string>();
        for (var i = 0; i < fields.Count; i++)
        {
            var range = await RangeAsync(sample, $"c{i}", Sql(schema, fields[i]), fields[i], 1 << bits, cancellationToken);
            for (var bit = 0; bit < bits; bit++)
                terms.Add(string.Create(CultureInfo.InvariantCulture, $"((({range} >> {bit}) & 1) << {(bit * fields.Count) + fields.Count - 1 - i})"));
        }
        return string.Join(" + ", terms);
    }

    /// <summary>Columns of numbered ranges that <see cref="ExpressionAsync"/> computes with; computed once a row.</summary>
    public IReadOnlyList<string> Ranges => _ranges;

    private readonly List<string> _ranges = [];

    private static List<NestedField> Find(Schema schema, IReadOnlyList<string> columns)
    {
        if (columns.Count is 0 or > MaxColumns)
            throw new SqlError($"zorder takes 1 to {MaxColumns} columns.");
        return [.. columns.Select(column => schema.FindField(column, caseSensitive: false) switch
        {
            null => throw new SqlError($"zorder names '{column}', which is no column of the table."),
            { Type.IsPrimitive: false } => throw new SqlError($"zorder cannot be by '{column}', which is not of a primitive type."),
            var field when schema.IsInsideCollection(field.Id) => throw new SqlError($"zorder cannot be by '{column}', which is inside a list or map."),
            var field => field,
        })];
    }

    private async Task<string> RangeAsync(string sample, string column, string value, NestedField field, int ranges, CancellationToken cancellationToken)
    {
        var fractions = string.Join(", ", Enumerable.Range(1, ranges - 1).Select(i => ((double)i / ranges).ToString("R", CultureInfo.InvariantCulture)));
        var bounds = await duck.QueryAsync(
            $"SELECT DISTINCT CAST(b AS VARCHAR), b FROM (SELECT unnest(quantile_disc({column}, [{fractions}])) AS b FROM {sample}) WHERE b IS NOT NULL ORDER BY b", reader => reader.GetString(0), cancellationToken);
        var type = IcebergTypes.ToDuckDb(field.Type).ToString()!;
        _ranges.Add($"CAST(CASE WHEN {value} IS NULL THEN 0 ELSE {Search(value, bounds, type, 0, bounds.Count)} END AS BIGINT) AS {Name(_ranges.Count)}");
        return Name(_ranges.Count - 1);
    }

    /// <summary>The number of bounds that are not above the value, by halves.</summary>
    private static string Search(string value, List<string> bounds, string type, int from, int to)
    {
        if (from == to)
            return from.ToString(CultureInfo.InvariantCulture);
        var middle = (from + to) / 2;
        return $"CASE WHEN {value} < CAST({Quote.Text(bounds[middle])} AS {type}) THEN {Search(value, bounds, type, from, middle)} ELSE {Search(value, bounds, type, middle + 1, to)} END";
    }

    private static string Sql(Schema schema, NestedField field) => string.Join('.', schema.FullName(field.Id)!.Split('.').Select(part => Quote.Name(part)));

    public static string Name(int range) => "__floe_z" + range.ToString(CultureInfo.InvariantCulture);
}
