using System.Globalization;
using Floe.Engine.DuckDb;

namespace Floe.Engine.Tables;

/// <summary>The columns of position delete files (specification, "Position Delete Files"), under their reserved ids.</summary>
internal static class PositionDeletes
{
    public const int PathId = 2_147_483_546;
    public const int PositionId = 2_147_483_545;

    /// <summary>A query that gives <c>file_path</c>, a location, and <c>pos</c>.</summary>
    /// <param name="rows">How many they have, where that is known; see <see cref="ParquetRead.ToSql"/>.</param>
    public static string Read(IEnumerable<string> paths, long? rows = null) => string.Create(
        CultureInfo.InvariantCulture,
        $"SELECT file_path, pos FROM read_parquet({Quote.List(paths)}, schema = map{{{PathId}: {{name: 'file_path', type: 'VARCHAR', default_value: NULL::VARCHAR}}, {PositionId}: {{name: 'pos', type: 'BIGINT', default_value: NULL::VARCHAR}}}}{(rows is null ? "" : $", explicit_cardinality = {rows}")})");
}
