using Floe.S3Tables.Authorization.Parsing;
using Floe.S3Tables.Authorization.Policies;

namespace Floe.S3Tables.Tests.Authorization.Parsing;

public sealed class ResourcePolicyTests
{
    private const string Fixed = """{"StringEquals":{"aws:PrincipalAccount":"111122223333"}}""";

    [Theory]
    [InlineData(Sample.BucketText)]
    [InlineData(Sample.BucketText + "/*")]
    [InlineData(Sample.BucketText + "/table/*")]
    [InlineData(Sample.TableText)]
    [InlineData("arn:aws:s3tables:us-east-1:111122223333:bucket/*")]
    [InlineData("arn:aws:s3tables:*")]
    [InlineData("*")]
    [InlineData("arn:aws:s3tables:us-east-1:111122223333:bucket/l?ke/table/????")]
    [InlineData("arn:aws:s3tables:us-east-1:111122223333:bucket/${aws:username}/table/x")]
    public void A_table_bucket_s_policy_names_the_table_bucket_or_its_tables(string resource) =>
        Assert.Single(Parse(PolicyScope.TableBucket(Sample.Bucket), resource).Statements);

    [Theory]
    [InlineData("arn:aws:s3tables:us-east-1:111122223333:bucket/other")]
    [InlineData("arn:aws:s3tables:us-east-1:111122223333:bucket/lake2/table/*")]
    [InlineData("arn:aws:s3tables:us-east-1:111122223333:bucket/la")]
    [InlineData("arn:aws:s3tables:us-east-1:999999999999:bucket/lake")]
    [InlineData("arn:aws:s3:::lake")]
    [InlineData("arn:aws:s3:::${aws:username}")]
    public void A_table_bucket_s_policy_names_nothing_else(string resource)
    {
        var error = Assert.Throws<PolicyException>(() => Parse(PolicyScope.TableBucket(Sample.Bucket), resource));

        Assert.Contains($"Statement[0].Resource: Policy has invalid resource '{resource}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Sample.TableText, true)]
    [InlineData(Sample.BucketText + "/table/*", true)]
    [InlineData(Sample.BucketText + "/*", true)]
    [InlineData(Sample.BucketText + "/table/${aws:username}", true)]
    [InlineData(Sample.BucketText, false)]
    [InlineData(Sample.BucketText + "/table/00000000-1111-4222-8333-444455556666", false)]
    public void A_table_s_policy_names_that_table_only(string resource, bool isValid)
    {
        var error = Record.Exception(() => Parse(PolicyScope.Table(Sample.Table), resource));

        Assert.Equal(isValid, error is null);
        if (!isValid) Assert.IsType<PolicyException>(error);
    }

    [Theory]
    [InlineData("s3tables:GetTabel")]
    [InlineData("s3:GetObject")]
    [InlineData("s3tables:Read*")]
    public void An_action_that_S3_Tables_does_not_have_is_refused(string action)
    {
        var error = Assert.Throws<PolicyException>(() => Sample.OfBucket(Sample.StatementFor(Sample.Aws(Sample.AliceArn), "Allow", action)));

        Assert.Contains($"Statement[0].Action: Policy has invalid action '{action}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"*\"")]
    [InlineData("""{"AWS":"*"}""")]
    [InlineData("""{"AWS":"111122223333"}""")]
    [InlineData("""{"AWS":["arn:aws:iam::111122223333:root","arn:aws:iam::111122223333:role/path/role"]}""")]
    [InlineData("""{"AWS":"arn:aws:sts::111122223333:assumed-role/role/session"}""")]
    [InlineData("""{"AWS":"arn:aws-cn:iam::111122223333:user/Jane"}""")]
    [InlineData("""{"Service":"maintenance.s3tables.amazonaws.com"}""")]
    [InlineData("""{"Federated":"cognito-identity.amazonaws.com","CanonicalUser":"79a59df900b949e5"}""")]
    public void A_principal_is_everyone_an_account_or_a_full_ARN(string principal) =>
        Assert.Single(Sample.OfBucket(Sample.StatementFor(principal, "Deny")).Statements);

    [Theory]
    [InlineData("\"alice\"", "Principal: Invalid principal in policy: 'alice'")]
    [InlineData("[\"*\"]", "Principal: must be a JSON object")]
    [InlineData("{}", "Principal: must name a principal")]
    [InlineData("""{"AWS":[]}""", "Principal.AWS: must not be an empty list")]
    [InlineData("""{"AWS":"1234"}""", "Principal.AWS: Invalid principal in policy: '1234'")]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:user/*"}""", "Principal.AWS: Invalid principal")]
    [InlineData("""{"AWS":"arn:aws:s3:::bucket"}""", "Principal.AWS: Invalid principal")]
    [InlineData("""{"Service":"*"}""", "Principal.Service: Invalid principal")]
    [InlineData("""{"Aws":"*"}""", "Principal: Unknown field 'Aws'")]
    public void Any_other_principal_is_refused(string principal, string message)
    {
        var error = Assert.Throws<PolicyException>(() => Sample.OfBucket(Sample.StatementFor(principal, "Deny")));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_policy_must_name_principals()
    {
        var error = Assert.Throws<PolicyException>(() => Sample.OfBucket(Sample.Statement("Allow", "s3tables:*")));

        Assert.Contains("Statement[0].Principal: Missing required field Principal", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"StringLike":{"aws:PrincipalAccount":"1111*"}}""")]
    [InlineData("""{"StringNotEquals":{"aws:PrincipalAccount":"111122223333"}}""")]
    [InlineData("""{"StringEqualsIfExists":{"aws:PrincipalAccount":"111122223333"}}""")]
    [InlineData("""{"ForAllValues:StringEquals":{"aws:PrincipalAccount":"111122223333"}}""")]
    [InlineData("""{"IpAddress":{"aws:SourceIp":"0.0.0.0/1"}}""")]
    [InlineData("""{"StringEquals":{"s3tables:namespace":"hr"}}""")]
    [InlineData("""{"StringEquals":{"aws:username":"alice"}}""")]
    [InlineData("""{"Null":{"aws:PrincipalAccount":"false"}}""")]
    public void A_policy_that_opens_the_resource_to_the_public_is_refused(string? condition)
    {
        var error = Assert.Throws<PolicyException>(() => Sample.OfBucket(Sample.StatementFor("\"*\"", "Allow", condition: condition)));

        Assert.Contains("Statement[0].Principal: Public policies are not allowed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Fixed)]
    [InlineData("""{"IpAddress":{"aws:SourceIp":["10.0.0.0/8","2001:db8::/32"]}}""")]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:user/*"}}""")]
    public void Everyone_may_be_named_where_a_condition_ties_them_down(string condition) =>
        Assert.Single(Sample.OfBucket(Sample.StatementFor("\"*\"", "Allow", condition: condition)).Statements);

    [Fact]
    public void NotPrincipal_goes_with_Deny_only()
    {
        var statement = """{"Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"Action":"s3tables:*","Resource":"*"}""";

        Assert.Single(Sample.OfBucket(statement).Statements);
        var error = Assert.Throws<PolicyException>(() => Sample.OfBucket(statement.Replace("Deny", "Allow", StringComparison.Ordinal)));
        Assert.Contains("Statement[0].NotPrincipal: NotPrincipal with Allow is not supported", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Sid_may_have_spaces_in_a_resource_policy() => Assert.Equal("Let Alice in", Assert.Single(Sample.OfBucket(
        Sample.StatementFor(Sample.Aws(Sample.AliceArn), "Allow").Replace("{\"Effect\"", "{\"Sid\":\"Let Alice in\",\"Effect\"", StringComparison.Ordinal)).Statements).Sid);

    private static PolicyDocument Parse(PolicyScope scope, string resource) =>
        PolicyDocument.Parse(Sample.Policy(Sample.StatementFor(Sample.Aws(Sample.AliceArn), "Allow", resource: resource)), scope);
}
