using Floe.Engine.Queries;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Types;

namespace Floe.Engine.Changes;

/// <summary>
/// The rows of USING, each with a number. They are kept in a table of the session, which spills: a source that is not the same each time it is asked
/// would otherwise match one row and write another.
/// </summary>
/// <param name="Table">The DuckDB table.</param>
/// <param name="Alias">What the script calls it.</param>
/// <param name="Columns">Its columns without the number.</param>
internal sealed record ChangeSource(string Table, string Alias, IReadOnlyList<KeyValuePair<string, DuckType>> Columns)
{
    /// <summary>The column with the row's number.</summary>
    public const string Row = "__floe_source";

    public static async Task<ChangeSource> ReadAsync(ChangeTarget target, Merge statement, CancellationToken cancellationToken)
    {
        var query = await target.BindAsync(new QueryDraft(statement.Source.Position).Add(statement.Source), cancellationToken);
        var name = await target.TableAsync("source", $"SELECT *, row_number() OVER () AS {Row} FROM ({query.Sql})", cancellationToken);
        return new ChangeSource(name, statement.SourceAlias, query.Columns);
    }
}
