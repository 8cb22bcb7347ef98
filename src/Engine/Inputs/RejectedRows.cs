using System.Globalization;
using System.Text.RegularExpressions;
using Floe.Engine.DuckDb;
using Floe.Engine.Syntax;

namespace Floe.Engine.Inputs;

/// <summary>Rows of CSV files that did not fit: told by file, line, column and value, and counted against what is allowed.</summary>
internal static partial class RejectedRows
{
    private const int MaxReported = 100;
    private const int MaxShownValue = 200;

    /// <summary>Looks at what the statement's file views left out. Called after the rows were read and before anything is committed.</summary>
    /// <returns>How many rows were left out in all.</returns>
    /// <exception cref="SqlError">More than allowed.</exception>
    public static async Task<long> CheckAsync(DuckDbSession duck, StatementInputs inputs, Action<string> log, CancellationToken cancellationToken)
    {
        long total = 0;
        foreach (var source in inputs.Rejects)
        {
            // A self-join reads the file twice: a bad line counts once.
            var counts = await duck.QueryAsync(
                $"SELECT count(DISTINCT (s.file_path, e.line)) FROM {source.ErrorsTable} e JOIN {source.ScansTable} s USING (scan_id, file_id)",
                reader => reader.GetInt64(0),
                cancellationToken);
            if (counts[0] == 0)
                continue;
            var rows = await ReadAsync(duck, inputs, source, cancellationToken);
            if (counts[0] > source.MaxRejectedRows)
                throw TooMany(source, counts[0], rows);
            total += counts[0];
            log($"  view {source.View}: {counts[0].ToString(CultureInfo.InvariantCulture)} rows left out (up to {source.MaxRejectedRows.ToString(CultureInfo.InvariantCulture)} allowed)");
            foreach (var row in rows)
                log($"    rejected {row}");
            if (counts[0] > rows.Count)
                log($"    ... and {(counts[0] - rows.Count).ToString(CultureInfo.InvariantCulture)} more");
        }
        return total;
    }

    private static SqlError TooMany(RejectSource source, long count, List<string> rows)
    {
        var also = rows.Skip(1).Take(9).ToList();
        var message = $"{rows[0]}.";
        if (count > 1)
            message += $" {(count > 999 ? "At least " : "")}{count.ToString(CultureInfo.InvariantCulture)} rows of view {source.View} are bad; also {string.Join("; ", also)}{(count > also.Count + 1 ? "; ..." : "")}.";
        return new SqlError($"{message} Nothing was written. To go on without bad rows set the view's option maxRejectedRows (now {source.MaxRejectedRows.ToString(CultureInfo.InvariantCulture)}).");
    }

    private static Task<List<string>> ReadAsync(DuckDbSession duck, StatementInputs inputs, RejectSource source, CancellationToken cancellationToken) =>
        duck.QueryAsync(
            $"""
            SELECT DISTINCT ON (s.file_path, e.line) s.file_path, e.line, e.column_name, CAST(e.error_type AS VARCHAR), e.csv_line, e.error_message
            FROM {source.ErrorsTable} e JOIN {source.ScansTable} s USING (scan_id, file_id)
            ORDER BY s.file_path, e.line, e.column_idx LIMIT {MaxReported}
            """,
            reader => Describe(
                inputs.LocationOf(reader.GetString(0)),
                (ulong)reader.GetValue(1),
                reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.GetString(3),
                reader.IsDBNull(4) ? "" : reader.GetString(4),
                reader.GetString(5),
                source),
            cancellationToken);

    private static string Describe(string location, ulong line, string? column, string error, string row, string message, RejectSource source)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{location} line {line}");
        var expected = source.Columns.Count.ToString(CultureInfo.InvariantCulture);
        var found = FoundColumns().Match(message).Groups[1].Value;
        return error switch
        {
            "CAST" when column is not null && CastValue().Match(message) is { Success: true } match =>
                $"{place}: column '{column}': '{Cut(match.Groups[1].Value)}' is not of type {source.Columns.GetValueOrDefault(column, "?")}",
            "MISSING COLUMNS" => $"{place}: column '{column}' is missing: {found} columns instead of {expected} in '{Cut(row)}'",
            "TOO MANY COLUMNS" => $"{place}: {found} columns instead of {expected} in '{Cut(row)}'",
            "UNQUOTED VALUE" => $"{place}: a quote is not closed, or text follows it, in '{Cut(row)}'",
            "INVALID ENCODING" => $"{place}: not UTF-8 in '{Cut(row)}'",
            "LINE SIZE OVER MAXIMUM" => $"{place}: the row is longer than 2 MB",
            _ => $"{place}: {error.ToLowerInvariant()}{(column is null ? "" : $" in column '{column}'")} in '{Cut(row)}'",
        };
    }

    private static string Cut(string text) => text.Length <= MaxShownValue ? text : text[..MaxShownValue] + "...";

    [GeneratedRegex("Could not convert string \"(.*)\" to '", RegexOptions.Singleline)]
    private static partial Regex CastValue();

    [GeneratedRegex("Found: ([0-9]+)")]
    private static partial Regex FoundColumns();
}
