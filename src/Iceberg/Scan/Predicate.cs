namespace Floe.Iceberg.Scan;

public enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>
/// A condition on columns, with SQL's meaning of null: a comparison with null is not true. It is used to leave files out, so a caller may always
/// pass less than its whole filter. Values are held as <see cref="Spec.IcebergValue"/> says.
/// </summary>
public abstract record Predicate
{
    public static Predicate And(params IReadOnlyList<Predicate> operands) => new AndPredicate(operands);

    public static Predicate Or(params IReadOnlyList<Predicate> operands) => new OrPredicate(operands);

    public static Predicate Not(Predicate operand) => new NotPredicate(operand);

    public static Predicate Equal(string column, object value) => new ComparisonPredicate(column, ComparisonOperator.Equal, value);

    public static Predicate NotEqual(string column, object value) => new ComparisonPredicate(column, ComparisonOperator.NotEqual, value);

    public static Predicate Less(string column, object value) => new ComparisonPredicate(column, ComparisonOperator.Less, value);

    public static Predicate LessOrEqual(string column, object value) => new ComparisonPredicate(column, ComparisonOperator.LessOrEqual, value);

    public static Predicate Greater(string column, object value) => new ComparisonPredicate(column, ComparisonOperator.Greater, value);

    public static Predicate GreaterOrEqual(string column, object value) => new ComparisonPredicate(column, ComparisonOperator.GreaterOrEqual, value);

    public static Predicate In(string column, params IReadOnlyList<object> values) => new InPredicate(column, values);

    public static Predicate IsNull(string column) => new IsNullPredicate(column);

    public static Predicate IsNotNull(string column) => new NotPredicate(new IsNullPredicate(column));

    public static Predicate StartsWith(string column, string prefix) => new StartsWithPredicate(column, prefix);
}

public sealed record AndPredicate(IReadOnlyList<Predicate> Operands) : Predicate;

public sealed record OrPredicate(IReadOnlyList<Predicate> Operands) : Predicate;

public sealed record NotPredicate(Predicate Operand) : Predicate;

/// <param name="Column">Dotted name of a column, letters in any case.</param>
public sealed record ComparisonPredicate(string Column, ComparisonOperator Operator, object Value) : Predicate;

public sealed record InPredicate(string Column, IReadOnlyList<object> Values) : Predicate;

public sealed record IsNullPredicate(string Column) : Predicate;

public sealed record StartsWithPredicate(string Column, string Prefix) : Predicate;
