using System.Globalization;
using Floe.Engine.DuckDb;

namespace Floe.Engine.Queries.Planning;

/// <summary>
/// Sets the time that a statement sees. A filter such as <c>ts &gt; now() - INTERVAL 7 DAYS</c> leaves out files by the time of planning; rows
/// must then be tested by the same time. As in Spark, it is one time for the whole statement.
/// </summary>
internal static class StatementClock
{
    private static readonly string[] Instants = ["now", "get_current_timestamp", "transaction_timestamp"];
    private static readonly string[] Dates = ["current_date", "today"];

    /// <summary>Functions of the time that are set, also where they are written without parentheses.</summary>
    public static bool IsSet(string word) =>
        Instants.Contains(word, StringComparer.OrdinalIgnoreCase) || Dates.Contains(word, StringComparer.OrdinalIgnoreCase)
        || word.Equals("current_timestamp", StringComparison.OrdinalIgnoreCase) || word.Equals("unix_timestamp", StringComparison.OrdinalIgnoreCase);

    /// <summary>Functions that answer by the time or otherwise differently in every session, and are not set.</summary>
    public static bool IsUnstable(string word) => word.ToLowerInvariant() is
        "current_time" or "current_localtime" or "current_localtimestamp" or "localtime" or "localtimestamp" or "get_current_time" or "age" or "txid_current"
        or "current_schema" or "current_schemas" or "current_database" or "current_catalog" or "current_query" or "current_connection_id" or "in_search_path";

    public static Task SetAsync(DuckDbSession duck, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var instant = now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        return duck.ExecuteAsync(
            string.Concat(Instants.Select(name => $"CREATE OR REPLACE TEMPORARY MACRO {name}() AS TIMESTAMPTZ '{instant}+00';\n"))
            + string.Concat(Dates.Select(name => $"CREATE OR REPLACE TEMPORARY MACRO {name}() AS DATE '{instant[..10]}';\n")),
            cancellationToken);
    }
}
