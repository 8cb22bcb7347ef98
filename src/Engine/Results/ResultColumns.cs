using Floe.Engine.Queries;
using Floe.Engine.Types;

namespace Floe.Engine.Results;

/// <summary>The columns of a query as its result names them.</summary>
internal static class ResultColumns
{
    public static IReadOnlyList<ResultColumn> Of(BoundQuery query) =>
        [.. query.Columns.Select(column => new ResultColumn(ShownName(column.Key), SparkTypeNames.Of(column.Value)))];

    /// <summary>What everybody counts by, under Spark's name.</summary>
    private static string ShownName(string name) => name == "count_star()" ? "count(1)" : name;
}
