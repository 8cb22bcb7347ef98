using Floe.Engine.Tables;
using Floe.Engine.Types;

namespace Floe.Engine.Queries;

/// <summary>A query that DuckDB can run: all its tables and views are there.</summary>
/// <param name="Sql">DuckDB SQL, without a semicolon.</param>
/// <param name="Columns">Name and type of each column, in order.</param>
internal sealed record BoundQuery(string Sql, IReadOnlyList<KeyValuePair<string, DuckType>> Columns)
{
    /// <summary>The catalog tables it reads, with what is read of each.</summary>
    public IReadOnlyList<ScannedTable> Tables { get; init; } = [];
}
