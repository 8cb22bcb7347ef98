using System.Globalization;
using Floe.Engine.Tables;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Queries.Planning;

/// <summary>A predicate as SQL, for people.</summary>
internal static class PredicateText
{
    public static string Of(Predicate predicate, Schema schema) => predicate switch
    {
        AndPredicate and => string.Join(" AND ", and.Operands.Select(operand => Nested(operand, schema))),
        OrPredicate or => string.Join(" OR ", or.Operands.Select(operand => Nested(operand, schema))),
        NotPredicate { Operand: IsNullPredicate absent } => $"{absent.Column} IS NOT NULL",
        NotPredicate { Operand: InPredicate excluded } => $"{excluded.Column} NOT IN ({Values(excluded, schema)})",
        NotPredicate not => $"NOT {Nested(not.Operand, schema)}",
        ComparisonPredicate comparison => $"{comparison.Column} {Symbol(comparison.Operator)} {Value(schema, comparison.Column, comparison.Value)}",
        InPredicate listed => $"{listed.Column} IN ({Values(listed, schema)})",
        IsNullPredicate absent => $"{absent.Column} IS NULL",
        StartsWithPredicate prefix => $"{prefix.Column} LIKE '{prefix.Prefix}%'",
        _ => predicate.ToString(),
    };

    private static string Nested(Predicate predicate, Schema schema) =>
        predicate is AndPredicate or OrPredicate ? $"({Of(predicate, schema)})" : Of(predicate, schema);

    private static string Values(InPredicate predicate, Schema schema) => string.Join(", ", predicate.Values.Select(value => Value(schema, predicate.Column, value)));

    private static string Value(Schema schema, string column, object value)
    {
        var type = schema.FindField(column)?.Type ?? PrimitiveType.String;
        var text = value is long or int && type.Kind is not (TypeKind.Int or TypeKind.Long or TypeKind.Float or TypeKind.Double or TypeKind.Decimal)
            ? ValueText.ForCast(type, value)
            : value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : ValueText.ForCast(type, value);
        return type.Kind is TypeKind.Boolean or TypeKind.Int or TypeKind.Long or TypeKind.Float or TypeKind.Double or TypeKind.Decimal ? text : $"'{text}'";
    }

    private static string Symbol(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "<>",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };
}
