using System.Collections.Frozen;

namespace Floe.S3Tables.Authorization.Conditions;

/// <summary>All operators, by name, but Null. IAM User Guide, "Condition operators".</summary>
public static class ConditionOperators
{
    private static readonly FrozenDictionary<string, ConditionOperator> ByName = new ConditionOperator[]
    {
        new("StringEquals", false, TextTests.Equal),
        new("StringNotEquals", true, TextTests.Equal),
        new("StringEqualsIgnoreCase", false, TextTests.EqualIgnoringCase),
        new("StringNotEqualsIgnoreCase", true, TextTests.EqualIgnoringCase),
        new("StringLike", false, TextTests.Like),
        new("StringNotLike", true, TextTests.Like),
        new("ArnEquals", false, TextTests.ArnLike),
        new("ArnLike", false, TextTests.ArnLike),
        new("ArnNotEquals", true, TextTests.ArnLike),
        new("ArnNotLike", true, TextTests.ArnLike),
        new("Bool", false, ScalarTests.Bool),
        new("NumericEquals", false, ScalarTests.Number(order => order == 0)),
        new("NumericNotEquals", true, ScalarTests.Number(order => order == 0)),
        new("NumericLessThan", false, ScalarTests.Number(order => order < 0)),
        new("NumericLessThanEquals", false, ScalarTests.Number(order => order <= 0)),
        new("NumericGreaterThan", false, ScalarTests.Number(order => order > 0)),
        new("NumericGreaterThanEquals", false, ScalarTests.Number(order => order >= 0)),
        new("DateEquals", false, ScalarTests.Date(order => order == 0)),
        new("DateNotEquals", true, ScalarTests.Date(order => order == 0)),
        new("DateLessThan", false, ScalarTests.Date(order => order < 0)),
        new("DateLessThanEquals", false, ScalarTests.Date(order => order <= 0)),
        new("DateGreaterThan", false, ScalarTests.Date(order => order > 0)),
        new("DateGreaterThanEquals", false, ScalarTests.Date(order => order >= 0)),
        new("IpAddress", false, AddressTests.InRange),
        new("NotIpAddress", true, AddressTests.InRange),
    }.ToFrozenDictionary(each => each.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => ByName.Keys;

    public static ConditionOperator? Find(string name) => ByName.GetValueOrDefault(name);
}
