using Floe.S3Tables.Authorization.Parsing;
using Floe.S3Tables.Authorization.Policies;

namespace Floe.S3Tables.Tests.Authorization.Parsing;

public sealed class PolicyDocumentTests
{
    [Fact]
    public void Every_element_may_be_one_or_a_list()
    {
        var policy = PolicyDocument.Parse(
            """
            {"Id":"p","Statement":{"Sid":"One","Effect":"Deny","NotAction":["s3tables:Get*","s3tables:List*"],"NotResource":"*","Condition":{}}}
            """, PolicyScope.Identity);

        Assert.Equal(("2008-10-17", "p"), (policy.Version, policy.Id));
        var statement = Assert.Single(policy.Statements);
        Assert.Equal(("One", Effect.Deny, true, true, 0),
            (statement.Sid, statement.Effect, statement.Actions.IsNegated, statement.Resources.IsNegated, statement.Conditions.Count));
    }

    [Theory]
    [InlineData("", "Policies must be valid JSON and the first byte must be '{'")]
    [InlineData("[]", "Policies must be valid JSON and the first byte must be '{'")]
    [InlineData("{", "This policy contains invalid Json")]
    [InlineData("""{"Statement":[],"Statement":[]}""", "This policy contains invalid Json")]
    [InlineData("""{"Version":"2012-10-17"}""", "Statement: Missing required field Statement")]
    [InlineData("""{"Statement":[]}""", "Statement: must not be an empty list")]
    [InlineData("""{"Statement":"x"}""", "Statement[0]: must be a JSON object")]
    [InlineData("""{"Version":"2012-10-18","Statement":{}}""", "Version: '2012-10-18' is not a version")]
    [InlineData("""{"Version":1,"Statement":{}}""", "Version: must be a string")]
    [InlineData("""{"statement":{}}""", "Policy: Unknown field 'statement'")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Foo":1}}""", "Statement[0]: Unknown field 'Foo'")]
    [InlineData("""{"Statement":{"Action":"*","Resource":"*"}}""", "Statement[0].Effect: Missing required field Effect")]
    [InlineData("""{"Statement":{"Effect":"allow","Action":"*","Resource":"*"}}""", "Statement[0].Effect: Invalid effect: allow")]
    [InlineData("""{"Statement":{"Effect":"Allow","Resource":"*"}}""", "Statement[0].Action: Missing required field Action")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","NotAction":"*","Resource":"*"}}""", "Statement[0].Action: A statement must not have both")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"GetTable","Resource":"*"}}""", "Statement[0].Action: Invalid action 'GetTable'")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":[],"Resource":"*"}}""", "Statement[0].Action: must not be an empty list")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":[1],"Resource":"*"}}""", "Statement[0].Action: must be a string")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*"}}""", "Statement[0].Resource: Missing required field Resource")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"lake"}}""", "Statement[0].Resource: Resource lake must be in ARN format or \"*\".")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"arn:${x"}}""", "Statement[0].Resource: Resource 'arn:${x' has '${'")]
    [InlineData("""{"Statement":{"Sid":"a b","Effect":"Allow","Action":"*","Resource":"*"}}""", "Statement[0].Sid: Statement IDs (SID) must be alpha-numeric")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}""", "Statement[0].Principal: Policy document should not specify a principal")]
    [InlineData("""{"Statement":{"Effect":"Allow","NotPrincipal":"*","Action":"*","Resource":"*"}}""", "Statement[0].NotPrincipal: Policy document should not specify a principal")]
    public void What_is_wrong_is_said_with_the_element_s_place(string text, string message)
    {
        var error = Assert.Throws<PolicyException>(() => PolicyDocument.Parse(text, PolicyScope.Identity));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "Condition: must be a JSON object")]
    [InlineData("""{"StringMatches":{"aws:k":"v"}}""", "Condition: Invalid Condition type : StringMatches.")]
    [InlineData("""{"stringequals":{"aws:k":"v"}}""", "Did you mean StringEquals?")]
    [InlineData("""{"ForSomeValues:StringEquals":{"aws:k":"v"}}""", "Invalid Condition type : ForSomeValues:StringEquals.")]
    [InlineData("""{"StringEqualsIfExistsIfExists":{"aws:k":"v"}}""", "Invalid Condition type")]
    [InlineData("""{"NullIfExists":{"aws:k":"true"}}""", "Invalid Condition type")]
    [InlineData("""{"StringMatches":{}}""", "Invalid Condition type")]
    [InlineData("""{"StringEquals":"aws:k"}""", "Condition.StringEquals: must be a JSON object of condition keys")]
    [InlineData("""{"StringEquals":{"k":"v"}}""", "Invalid condition key 'k'; conditions must be prefaced by a vendor")]
    [InlineData("""{"StringEquals":{"s3tables:table":"v"}}""", "Policy has an invalid condition key 's3tables:table'")]
    [InlineData("""{"StringEquals":{"aws:k":[]}}""", "Condition.StringEquals.aws:k: must not be an empty list")]
    [InlineData("""{"StringEquals":{"aws:k":{}}}""", "must be a string, a number or a boolean")]
    [InlineData("""{"StringEquals":{"aws:k":null}}""", "must be a string, a number or a boolean")]
    [InlineData("""{"Bool":{"aws:k":"yes"}}""", "the value 'yes' is not a boolean")]
    [InlineData("""{"Null":{"aws:k":"yes"}}""", "the value 'yes' is not \"true\" (key absent)")]
    [InlineData("""{"NumericEquals":{"aws:k":"ten"}}""", "the value 'ten' is not a number")]
    [InlineData("""{"DateLessThan":{"aws:k":"tomorrow"}}""", "the value 'tomorrow' is not a date")]
    [InlineData("""{"IpAddress":{"aws:SourceIp":"10.0.0.0/33"}}""", "the value '10.0.0.0/33' is not an IP address or CIDR range")]
    [InlineData("""{"IpAddress":{"aws:SourceIp":"*"}}""", "is not an IP address or CIDR range")]
    public void A_condition_that_cannot_be_evaluated_is_refused(string condition, string message)
    {
        var error = Assert.Throws<PolicyException>(() => Sample.Identity(Sample.Statement("Allow", condition: condition)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Statement[0].Condition", error.Element, StringComparison.Ordinal);
    }

    [Fact]
    public void Sids_are_unique_and_an_empty_one_is_none()
    {
        const string Statement = """{"Sid":"A","Effect":"Allow","Action":"*","Resource":"*"}""";

        var error = Assert.Throws<PolicyException>(() => Sample.Identity(Statement, Statement));
        Assert.Contains("Statement IDs (SID) in a single policy must be unique; 'A' is not", error.Message, StringComparison.Ordinal);

        var unnamed = Statement.Replace("\"A\"", "\"\"", StringComparison.Ordinal);
        Assert.All(Sample.Identity(unnamed, unnamed).Statements, statement => Assert.Null(statement.Sid));
    }

    [Fact]
    public void A_policy_of_20480_characters_is_read_and_a_longer_one_is_not()
    {
        var policy = Sample.Policy(Sample.Statement("Allow"));
        var longest = policy[..^1] + new string(' ', PolicyDocument.MaxLength - policy.Length) + "}";

        Assert.Single(PolicyDocument.Parse(longest, PolicyScope.Identity).Statements);
        var error = Assert.Throws<PolicyException>(() => PolicyDocument.Parse(longest + " ", PolicyScope.Identity));
        Assert.Contains("has 20481 characters; the limit is 20480", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_version_2012_10_17_a_variable_is_plain_text()
    {
        var text = Sample.Policy(Sample.Statement("Allow", resource: "arn:aws:s3:::${aws:username}")).Replace("2012-10-17", "2008-10-17", StringComparison.Ordinal);
        var resources = Assert.Single(PolicyDocument.Parse(text, PolicyScope.Identity).Statements).Resources;

        Assert.False(resources.Covers("arn:aws:s3:::alice", Sample.Context(("aws:username", "alice"))));
        Assert.True(resources.Covers("arn:aws:s3:::${aws:username}", Sample.Context(("aws:username", "alice"))));
    }
}
