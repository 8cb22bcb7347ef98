using Floe.Engine.Syntax;

namespace Floe.Engine.Queries;

/// <summary>
/// Keeps scripts to catalog tables and views. DuckDB's table functions read any file this process can read, and some functions tell about
/// the machine: only those known to be harmless are let through.
/// </summary>
internal static class QueryGuard
{
    private static readonly HashSet<string> AllowedTableFunctions =
        new(["range", "generate_series", "unnest", "json_each", "json_tree", "repeat", "repeat_row"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> ForbiddenFunctions =
        new(["current_setting", "getenv", "getvariable", "write_log", "read_text", "read_blob", "glob", "query", "query_table", "which_secret", "pg_read_file"], StringComparer.OrdinalIgnoreCase);

    public static void Check(QueryTree tree, TranslatedQuery query)
    {
        foreach (var function in tree.TableFunctions.Where(function => !AllowedTableFunctions.Contains(function.Name)))
            throw new SqlError(
                $"{function.Name}(...) cannot be used after FROM. To read files use CREATE TEMPORARY VIEW ... USING csv|parquet|json OPTIONS (path 's3://...').",
                query.PositionAt(function.Offset));
        foreach (var function in tree.Functions.Where(function => ForbiddenFunctions.Contains(function.Name)))
            throw new SqlError($"The function {function.Name} is not available in scripts.", query.PositionAt(function.Offset));
        foreach (var other in tree.Others)
            throw new SqlError("DESCRIBE, SHOW and SUMMARIZE cannot be part of a query; use them as statements of their own.", query.PositionAt(other.Offset));
    }
}
