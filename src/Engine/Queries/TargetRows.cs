using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Syntax;
using Floe.Engine.Tables;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Queries;

/// <summary>
/// The rows of the table that DELETE or UPDATE changes, as a DuckDB view that also tells in which file each row is; and queries over it whose
/// conditions and values are the script's own expressions.
/// </summary>
internal sealed class TargetRows(DuckDbSession duck, QueryBinder binder, TableViews tables, TableMetadata table, StatementInputs inputs)
{
    private readonly string _name = $"floe_target_{Guid.NewGuid():N}";

    /// <summary>Makes the view over these files; a later call narrows it.</summary>
    public async Task UseAsync(ScanPlan plan, CancellationToken cancellationToken)
    {
        var sql = await tables.QueryAsync(table, plan, ScanColumns.WithRowPlace, inputs, cancellationToken);
        await duck.ExecuteAsync($"CREATE OR REPLACE TEMPORARY VIEW {Quote.Name(_name)} AS {sql}", cancellationToken);
    }

    /// <summary>Binds <c>SELECT {prefix} {each expression} FROM target alias</c>.</summary>
    public Task<BoundQuery> SelectAsync(string alias, string prefix, IReadOnlyList<(string Before, QuerySyntax Expression, string After)> parts, CancellationToken cancellationToken)
    {
        var position = parts.Count > 0 ? parts[0].Expression.Position : SourcePosition.Start;
        var tokens = new List<Token>(Lex($"SELECT {prefix}", position));
        foreach (var (before, expression, after) in parts)
        {
            tokens.AddRange(Lex(before, expression.Position));
            tokens.AddRange(expression.Tokens);
            tokens.AddRange(Lex(after, expression.Position));
        }
        tokens.AddRange(Lex($"FROM `{_name}` AS `{alias.Replace("`", "``", StringComparison.Ordinal)}`", position));
        return binder.BindAsync(new QuerySyntax(tokens), inputs, _name, cancellationToken);
    }

    /// <summary>Text of our own as tokens that stand at a place of the script, so that errors are told there.</summary>
    private static IEnumerable<Token> Lex(string text, SourcePosition position)
    {
        var lexer = new Lexer(text, new Dictionary<string, string>());
        for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
            yield return token with { Position = position, SpaceBefore = true };
    }
}
