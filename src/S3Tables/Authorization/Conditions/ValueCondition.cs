namespace Floe.S3Tables.Authorization.Conditions;

/// <summary>A key whose values are held against those of the policy.</summary>
/// <param name="Key">The condition key.</param>
/// <param name="Operator">The operator proper.</param>
/// <param name="Qualifier">The operator's prefix.</param>
/// <param name="IfExists">The operator's suffix: a request without the key passes.</param>
/// <param name="PolicyValues">At least one; any may match.</param>
/// <param name="Tests">One for each of <paramref name="PolicyValues"/>.</param>
public sealed record ValueCondition(
    string Key,
    ConditionOperator Operator,
    SetQualifier Qualifier,
    bool IfExists,
    IReadOnlyList<string> PolicyValues,
    IReadOnlyList<ValueTest> Tests) : Condition(Key)
{
    /// <remarks>
    /// Without the key a negated operator holds and another does not; the set operators decide for themselves, whatever the suffix: of no values
    /// all pass and none does. IAM User Guide, "Condition operators" and "Set operators for multivalued context keys".
    /// </remarks>
    public override bool Holds(RequestContext context)
    {
        var values = context.Values(Key);
        return Qualifier switch
        {
            SetQualifier.AnyValue => values.Any(value => Accepts(value, context)),
            SetQualifier.AllValues => values.All(value => Accepts(value, context)),
            _ when values.Count == 0 => IfExists || Operator.IsNegated,
            _ => Operator.IsNegated ? values.All(value => Accepts(value, context)) : values.Any(value => Accepts(value, context)),
        };
    }

    private bool Accepts(string value, RequestContext context) => Operator.IsNegated != Tests.Any(test => test(value, context));
}
