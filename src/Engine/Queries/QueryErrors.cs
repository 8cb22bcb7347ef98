using Floe.Engine.DuckDb;
using Floe.Engine.Syntax;

namespace Floe.Engine.Queries;

/// <summary>DuckDB's refusals in the terms of the script.</summary>
internal static class QueryErrors
{
    /// <param name="failure">What DuckDB said.</param>
    /// <param name="query">The query that was sent, for the place.</param>
    /// <param name="prefix">Bytes that were sent before the query's text.</param>
    public static SqlError ToSqlError(this DuckDbFailure failure, TranslatedQuery query, int prefix = 0)
    {
        var error = failure.Error;
        var message = error.Kind switch
        {
            "Parser" or "parser" or "syntax" => $"The query cannot be read: {error.Message}.",
            _ => error.Message.Split("\n\tCandidate functions:", StringSplitOptions.None)[0],
        };
        return new SqlError(OneLine(message), query.PositionAt(error.Offset - prefix), failure);
    }

    public static string OneLine(string message) =>
        string.Join(" ", message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
