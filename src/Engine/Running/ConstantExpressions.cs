using Floe.Engine.Syntax;
using Floe.Engine.Types;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running;

/// <summary>Evaluates expressions without columns: defaults of columns, and arguments of procedures.</summary>
internal static class ConstantExpressions
{
    /// <returns>The value as <see cref="IcebergValue"/> says; null for NULL.</returns>
    public static async Task<object?> EvaluateAsync(ScriptContext context, QuerySyntax expression, IcebergType type, CancellationToken cancellationToken)
    {
        if (!type.IsPrimitive)
            throw new SqlError($"Only a value of a primitive type can be given here, not {SparkTypeNames.Of(type)}.", expression.Position);
        await using var inputs = context.NewInputs();
        var select = new Token(TokenKind.Word, "SELECT", expression.Position, 0, 0, SpaceBefore: true);
        var first = expression.Tokens[0] with { SpaceBefore = true };
        var query = await context.Binder.BindAsync(new QuerySyntax([select, first, .. expression.Tokens.Skip(1)]), inputs, cancellationToken);
        if (query.Columns.Count != 1)
            throw new SqlError("One value is expected here.", expression.Position);
        var values = await context.Duck.QueryAsync(
            $"SELECT {SqlText.Of($"CAST(v AS {IcebergTypes.ToDuckDb(type)})", type)} FROM ({query.Sql}) AS q(v)", reader => reader.IsDBNull(0) ? null : reader.GetString(0), cancellationToken);
        return values switch
        {
            [{ } text] => SqlText.Parse(type, text),
            [null] => null,
            _ => throw new SqlError("One value is expected here.", expression.Position),
        };
    }
}
