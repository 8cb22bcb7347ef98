using System.Text.Json;
using Floe.Engine.DuckDb;

namespace Floe.Engine.Queries;

/// <summary>DuckDB's own parse of a query: which tables and functions it names, and where.</summary>
/// <param name="Tables">Names in FROM and JOIN that are no common table expressions in their scope.</param>
/// <param name="TableFunctions">Functions in FROM.</param>
/// <param name="Functions">All other functions.</param>
/// <param name="Others">Further kinds of FROM entries, such as <c>SHOW_REF</c>.</param>
internal sealed record QueryTree(
    IReadOnlyList<TableName> Tables, IReadOnlyList<FunctionName> TableFunctions, IReadOnlyList<FunctionName> Functions, IReadOnlyList<FunctionName> Others)
{
    /// <exception cref="DuckDbFailure">The query is not valid; the error tells where.</exception>
    public static async Task<QueryTree> ParseAsync(DuckDbSession session, string sql, CancellationToken cancellationToken)
    {
        var answers = await session.QueryAsync($"SELECT json_serialize_sql({Quote.Text(sql)})", reader => reader.GetString(0), cancellationToken);
        using var document = JsonDocument.Parse(answers[0], new JsonDocumentOptions { MaxDepth = 4096 });
        var root = document.RootElement;
        if (root.GetProperty("error").GetBoolean())
            throw new DuckDbFailure(DuckDbError.ParseSerialized(root), new FormatException(answers[0]));
        var walk = new QueryTreeWalk();
        foreach (var statement in root.GetProperty("statements").EnumerateArray())
            walk.Visit(statement, []);
        return new QueryTree(walk.Tables, walk.TableFunctions, walk.Functions, walk.Others);
    }
}

/// <summary>A table as the query names it; parts that it does not give are empty.</summary>
/// <param name="Offset">Byte offset of the name in the query.</param>
internal sealed record TableName(string Catalog, string Schema, string Table, int Offset)
{
    public IReadOnlyList<string> Parts => [.. new[] { Catalog, Schema, Table }.Where(part => part.Length > 0)];
}

internal sealed record FunctionName(string Name, int? Offset);
