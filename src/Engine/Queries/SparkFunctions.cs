using Floe.Engine.DuckDb;

namespace Floe.Engine.Queries;

/// <summary>Spark's names for functions that DuckDB has under another name or in another form. Everything else is DuckDB's own.</summary>
internal static class SparkFunctions
{
    private static readonly string[] Macros =
    [
        "current_timestamp() AS now()",
        "unix_timestamp(t := now()) AS CAST(epoch(CAST(t AS TIMESTAMP)) AS BIGINT)",
        "from_unixtime(s) AS strftime(to_timestamp(s), '%Y-%m-%d %H:%M:%S')",
        "nvl(a, b) AS coalesce(a, b)",
        "nvl2(a, b, c) AS CASE WHEN a IS NOT NULL THEN b ELSE c END",
        "explode(l) AS unnest(l)",
        "size(l) AS len(l)",
        "collect_list(a) AS list(a) FILTER (WHERE a IS NOT NULL)",
        "collect_set(a) AS list(DISTINCT a) FILTER (WHERE a IS NOT NULL)",
        "regexp_like(s, p) AS regexp_matches(s, p)",
        "to_date(s) AS CAST(s AS DATE)",
        "date_add(d, n) AS d + n",
        "date_sub(d, n) AS d - n, (part, a, b) AS datesub(part, a, b)",
        "add_months(d, n) AS CAST(CAST(d AS DATE) + to_months(CAST(n AS INTEGER)) AS DATE)",
        "rand() AS random()",
    ];

    public static Task RegisterAsync(DuckDbSession duck, CancellationToken cancellationToken) =>
        duck.ExecuteAsync(string.Concat(Macros.Select(macro => $"CREATE TEMPORARY MACRO {macro};\n")), cancellationToken);
}
