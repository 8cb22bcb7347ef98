using Floe.S3Tables.Authorization.Policies;

namespace Floe.S3Tables.Tests.Authorization.Conditions;

/// <summary>Each condition by itself: does it hold for a request whose key <c>aws:k</c> has these values?</summary>
public sealed class ConditionTests
{
    [Theory]
    [InlineData("StringEquals", "\"hr\"", "hr", true)]
    [InlineData("StringEquals", "\"hr\"", "HR", false)]
    [InlineData("StringEquals", "\"h*\"", "hr", false)]
    [InlineData("StringEquals", "[\"it\",\"hr\"]", "hr", true)]
    [InlineData("StringNotEquals", "\"hr\"", "hr", false)]
    [InlineData("StringNotEquals", "\"hr\"", "it", true)]
    [InlineData("StringNotEquals", "[\"it\",\"hr\"]", "hr", false)]
    [InlineData("StringEqualsIgnoreCase", "\"hr\"", "HR", true)]
    [InlineData("StringNotEqualsIgnoreCase", "\"hr\"", "HR", false)]
    [InlineData("StringLike", "\"dep*\"", "department", true)]
    [InlineData("StringLike", "\"dep?\"", "department", false)]
    [InlineData("StringLike", "\"DEP*\"", "department", false)]
    [InlineData("StringNotLike", "\"dep*\"", "department", false)]
    [InlineData("ArnEquals", "\"arn:aws:kms:*:111122223333:key/*\"", "arn:aws:kms:us-east-1:111122223333:key/1", true)]
    [InlineData("ArnLike", "\"arn:aws:kms:*:111122223333:key/*\"", "arn:aws:kms:us-east-1:999999999999:key/1", false)]
    [InlineData("ArnLike", "\"arn:aws:kms:*\"", "arn:aws:kms:us-east-1:111122223333:key/1", false)]
    [InlineData("ArnNotLike", "\"arn:aws:kms:*:111122223333:key/*\"", "arn:aws:kms:us-east-1:999999999999:key/1", true)]
    [InlineData("ArnNotEquals", "\"arn:aws:kms:*:111122223333:key/*\"", "arn:aws:kms:us-east-1:111122223333:key/1", false)]
    [InlineData("Bool", "\"true\"", "true", true)]
    [InlineData("Bool", "false", "true", false)]
    [InlineData("Bool", "true", "not a boolean", false)]
    [InlineData("NumericEquals", "10", "10.0", true)]
    [InlineData("NumericNotEquals", "\"10\"", "11", true)]
    [InlineData("NumericLessThan", "10", "9.99", true)]
    [InlineData("NumericLessThanEquals", "10", "10", true)]
    [InlineData("NumericGreaterThan", "10", "10", false)]
    [InlineData("NumericGreaterThanEquals", "10", "10", true)]
    [InlineData("NumericLessThan", "10", "nine", false)]
    [InlineData("DateEquals", "\"2026-01-31T08:00:00Z\"", "2026-01-31T09:00:00+01:00", true)]
    [InlineData("DateNotEquals", "\"2026-01-31T08:00:00Z\"", "2026-01-31T08:00:01Z", true)]
    [InlineData("DateLessThan", "\"2026-01-31\"", "2026-01-30T23:59:59Z", true)]
    [InlineData("DateLessThan", "\"2026-01-31\"", "2026-01-31T00:00:00Z", false)]
    [InlineData("DateLessThanEquals", "1769846400", "2026-01-31T08:00:00Z", true)]
    [InlineData("DateGreaterThan", "\"2026-01-31T08:00:00Z\"", "2026-01-31T08:00:01Z", true)]
    [InlineData("DateGreaterThanEquals", "\"2026-01-31T08:00:00Z\"", "2026-01-31T07:59:59Z", false)]
    [InlineData("IpAddress", "\"203.0.113.0/24\"", "203.0.113.77", true)]
    [InlineData("IpAddress", "\"203.0.113.9/24\"", "203.0.113.77", true)]
    [InlineData("IpAddress", "\"203.0.113.0/25\"", "203.0.113.128", false)]
    [InlineData("IpAddress", "\"203.0.113.7\"", "203.0.113.7", true)]
    [InlineData("IpAddress", "\"203.0.113.0/24\"", "::ffff:203.0.113.77", true)]
    [InlineData("IpAddress", "\"0.0.0.0/0\"", "2001:db8::1", false)]
    [InlineData("IpAddress", "\"2001:db8::/33\"", "2001:db8:7fff::1", true)]
    [InlineData("IpAddress", "\"2001:db8::/33\"", "2001:db8:8000::1", false)]
    [InlineData("NotIpAddress", "\"203.0.113.0/24\"", "198.51.100.1", true)]
    [InlineData("NotIpAddress", "[\"203.0.113.0/24\",\"198.51.100.0/24\"]", "198.51.100.1", false)]
    public void An_operator_holds_the_request_s_value_against_the_policy_s(string name, string policyValue, string value, bool expected) =>
        Assert.Equal(expected, Holds(name, policyValue, value));

    [Theory]
    [InlineData("StringEquals", "\"a\"", false)]
    [InlineData("StringNotEquals", "\"a\"", true)]
    [InlineData("StringLike", "\"*\"", false)]
    [InlineData("ArnNotLike", "\"arn:*:*:*:*:*\"", true)]
    [InlineData("NumericLessThan", "1", false)]
    [InlineData("NumericNotEquals", "1", true)]
    [InlineData("NotIpAddress", "\"10.0.0.0/8\"", true)]
    [InlineData("Bool", "false", false)]
    public void Without_the_key_a_negated_operator_holds_and_another_does_not(string name, string policyValue, bool expected) =>
        Assert.Equal(expected, Holds(name, policyValue));

    [Theory]
    [InlineData("StringEqualsIfExists", "\"a\"")]
    [InlineData("BoolIfExists", "true")]
    [InlineData("IpAddressIfExists", "\"10.0.0.0/8\"")]
    public void With_IfExists_a_request_without_the_key_passes(string name, string policyValue)
    {
        Assert.True(Holds(name, policyValue));
        Assert.False(Holds(name, policyValue, "b"));
    }

    [Fact]
    public void Null_asks_whether_the_key_is_there()
    {
        Assert.True(Holds("Null", "\"true\""));
        Assert.False(Holds("Null", "true", "a"));
        Assert.True(Holds("Null", "false", "a"));
        Assert.False(Holds("Null", "\"false\""));
    }

    [Fact]
    public void ForAllValues_asks_every_value_and_holds_where_there_is_none()
    {
        Assert.True(Holds("ForAllValues:StringEquals", "[\"a\",\"b\"]", "a", "b"));
        Assert.False(Holds("ForAllValues:StringEquals", "[\"a\",\"b\"]", "a", "c"));
        Assert.True(Holds("ForAllValues:StringEquals", "[\"a\",\"b\"]"));
        Assert.False(Holds("ForAllValues:StringNotLike", "\"a*\"", "b", "ab"));
    }

    [Fact]
    public void ForAnyValue_asks_one_value_and_does_not_hold_where_there_is_none()
    {
        Assert.True(Holds("ForAnyValue:StringEquals", "[\"a\",\"b\"]", "c", "b"));
        Assert.False(Holds("ForAnyValue:StringEquals", "[\"a\",\"b\"]", "c"));
        Assert.False(Holds("ForAnyValue:StringEquals", "\"a\""));
        Assert.False(Holds("ForAnyValue:StringNotEquals", "\"a\""));
        Assert.False(Holds("ForAnyValue:StringLikeIfExists", "\"a\""));
        Assert.True(Holds("ForAnyValue:StringNotEquals", "\"a\"", "a", "b"));
    }

    [Fact]
    public void The_names_of_keys_are_not_case_sensitive() =>
        Assert.True(Statement("""{"StringEquals":{"S3TABLES:Namespace":"hr"}}""").Covers("s3tables:GetTable", Sample.TableText, Sample.Context(("s3tables:namespace", "hr"))));

    [Fact]
    public void All_operators_and_all_keys_must_hold()
    {
        var statement = Statement("""{"StringEquals":{"aws:a":"1","aws:b":"2"},"Bool":{"aws:c":"true"}}""");

        Assert.True(statement.Covers("x:y", "*", Sample.Context(("aws:a", "1"), ("aws:b", "2"), ("aws:c", "true"))));
        Assert.False(statement.Covers("x:y", "*", Sample.Context(("aws:a", "1"), ("aws:b", "3"), ("aws:c", "true"))));
        Assert.False(statement.Covers("x:y", "*", Sample.Context(("aws:a", "1"), ("aws:b", "2"))));
    }

    private static bool Holds(string name, string policyValue, params string[] values) =>
        Statement($$$"""{"{{{name}}}":{"aws:k":{{{policyValue}}}}}""").Covers("x:y", "*", Sample.Context([.. values.Select(value => ("aws:k", (string?)value))]));

    private static Statement Statement(string condition) => Assert.Single(Sample.Identity(Sample.Statement("Allow", condition: condition)).Statements);
}
