namespace Floe.S3Tables.Authorization.Conditions;

/// <summary>A condition operator without its qualifier and suffix.</summary>
/// <param name="Name">As policies write it.</param>
/// <param name="IsNegated">Whether it holds where <paramref name="Test"/> does not.</param>
/// <param name="Test">Of a negated operator, the test of the positive one.</param>
public sealed record ConditionOperator(string Name, bool IsNegated, ValueTestFactory Test);
