using Floe.S3Tables.Authorization.Evaluation;
using Floe.S3Tables.Authorization.Policies;

namespace Floe.S3Tables.Tests.Authorization.Evaluation;

/// <summary>The rules of the IAM User Guide's "Policy evaluation logic", one a test.</summary>
public sealed class PolicyEvaluatorTests
{
    private const string Everyone = "\"*\"";

    private static readonly Decision AllowedByIdentity = new(Outcome.Allow, PolicyKind.Identity);
    private static readonly Decision AllowedByResource = new(Outcome.Allow, PolicyKind.Resource);
    private static readonly Decision DeniedByIdentity = new(Outcome.ExplicitDeny, PolicyKind.Identity);
    private static readonly Decision DeniedByResource = new(Outcome.ExplicitDeny, PolicyKind.Resource);
    private static readonly Decision NotAllowedByIdentity = new(Outcome.ImplicitDeny, PolicyKind.Identity);
    private static readonly Decision NotAllowedByResource = new(Outcome.ImplicitDeny, PolicyKind.Resource);

    private static readonly PolicyDocument AllowAll = Sample.Identity(Sample.Statement("Allow"));

    [Fact]
    public void What_nothing_allows_is_denied() => Assert.Equal(NotAllowedByIdentity, PolicyEvaluator.Decide(Sample.Request(Sample.Alice), [], []));

    [Fact]
    public void In_the_same_account_an_identity_policy_suffices() =>
        Assert.Equal(AllowedByIdentity, PolicyEvaluator.Decide(Sample.Request(Sample.Alice), [AllowAll], []));

    [Fact]
    public void In_the_same_account_a_resource_policy_that_names_the_user_suffices() =>
        Assert.Equal(AllowedByResource, ByResource(Sample.Alice, Sample.StatementFor(Sample.Aws(Sample.AliceArn), "Allow")));

    [Fact]
    public void In_the_same_account_to_name_the_account_only_delegates_to_identity_policies()
    {
        var statement = Sample.StatementFor(Sample.Aws(Sample.Account), "Allow");

        Assert.Equal(NotAllowedByIdentity, ByResource(Sample.Alice, statement));
        Assert.Equal(AllowedByIdentity, PolicyEvaluator.Decide(Sample.Request(Sample.Alice), [AllowAll], [Sample.OfBucket(statement)]));
    }

    [Fact]
    public void Across_accounts_an_identity_policy_alone_does_not_suffice() =>
        Assert.Equal(NotAllowedByResource, PolicyEvaluator.Decide(Sample.Request(Sample.Bob), [AllowAll], []));

    [Fact]
    public void Across_accounts_a_resource_policy_alone_does_not_suffice() =>
        Assert.Equal(NotAllowedByIdentity, ByResource(Sample.Bob, Sample.StatementFor(Sample.Aws(Sample.BobArn), "Allow")));

    [Theory]
    [InlineData(Sample.BobArn)]
    [InlineData(Sample.OtherAccount)]
    [InlineData("arn:aws:iam::444455556666:root")]
    public void Across_accounts_both_must_allow_and_the_account_may_be_named(string name) => Assert.Equal(AllowedByResource,
        PolicyEvaluator.Decide(Sample.Request(Sample.Bob), [AllowAll], [Sample.OfBucket(Sample.StatementFor(Sample.Aws(name), "Allow"))]));

    [Fact]
    public void A_deny_in_an_identity_policy_wins_over_every_allow() => Assert.Equal(DeniedByIdentity, PolicyEvaluator.Decide(
        Sample.Request(Sample.Alice), [AllowAll, Sample.Identity(Sample.Statement("Deny", "s3tables:GetTable"))],
        [Sample.OfBucket(Sample.StatementFor(Sample.Aws(Sample.AliceArn), "Allow"))]));

    [Theory]
    [InlineData(Everyone)]
    [InlineData("""{"AWS":"111122223333"}""")]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:user/alice"}""")]
    public void A_deny_in_a_resource_policy_wins_over_every_allow(string principal) => Assert.Equal(DeniedByResource,
        PolicyEvaluator.Decide(Sample.Request(Sample.Alice), [AllowAll], [Sample.OfBucket(Sample.StatementFor(principal, "Deny"))]));

    [Fact]
    public void A_deny_for_others_denies_nothing() => Assert.Equal(AllowedByIdentity,
        PolicyEvaluator.Decide(Sample.Request(Sample.Alice), [AllowAll], [Sample.OfBucket(Sample.StatementFor(Sample.Aws(Sample.BobArn), "Deny"))]));

    [Fact]
    public void A_table_s_policy_can_deny_what_its_table_bucket_s_allows()
    {
        var ofBucket = Sample.OfBucket(Sample.StatementFor(Sample.Aws(Sample.AliceArn), "Allow"));
        var ofTable = PolicyDocument.Parse(Sample.Policy(Sample.StatementFor(Everyone, "Deny", "s3tables:DeleteTable", Sample.TableText)), PolicyScope.Table(Sample.Table));

        Assert.Equal(DeniedByResource, PolicyEvaluator.Decide(Sample.Request(Sample.Alice, "s3tables:DeleteTable"), [], [ofBucket, ofTable]));
        Assert.Equal(AllowedByResource, PolicyEvaluator.Decide(Sample.Request(Sample.Alice), [], [ofBucket, ofTable]));
    }

    [Theory]
    [InlineData("s3tables:GetTable", true)]
    [InlineData("S3TABLES:gettable", true)]
    [InlineData("s3tables:Get*", true)]
    [InlineData("s3tables:?etTable", true)]
    [InlineData("*", true)]
    [InlineData("*:*", true)]
    [InlineData("s3tables:GetTableData", false)]
    [InlineData("s3:*", false)]
    public void Actions_are_matched_by_wildcards_in_any_case(string action, bool isAllowed) => Assert.Equal(isAllowed, IsAllowed(Sample.Statement("Allow", action)));

    [Theory]
    [InlineData(Sample.TableText, true)]
    [InlineData(Sample.BucketText + "/table/*", true)]
    [InlineData("arn:aws:s3tables:*", true)]
    [InlineData("arn:aws:s3tables:*:*:bucket/lak?/table/*", true)]
    [InlineData(Sample.BucketText, false)]
    [InlineData("arn:aws:s3tables:us-east-1:111122223333:bucket/LAKE/table/*", false)]
    public void Resources_are_matched_by_wildcards_in_their_case(string resource, bool isAllowed) =>
        Assert.Equal(isAllowed, IsAllowed(Sample.Statement("Allow", resource: resource)));

    [Fact]
    public void NotAction_is_all_but_these()
    {
        var allButDelete = """{"Effect":"Allow","NotAction":["s3tables:Delete*","s3tables:Put*"],"Resource":"*"}""";

        Assert.True(IsAllowed(allButDelete));
        Assert.Equal(NotAllowedByIdentity, PolicyEvaluator.Decide(Sample.Request(Sample.Alice, "s3tables:DeleteTable"), [Sample.Identity(allButDelete)], []));
    }

    [Fact]
    public void NotResource_is_all_but_these()
    {
        Assert.False(IsAllowed("""{"Effect":"Allow","Action":"*","NotResource":"arn:aws:s3tables:us-east-1:111122223333:bucket/lake/*"}"""));
        Assert.True(IsAllowed("""{"Effect":"Allow","Action":"*","NotResource":"arn:aws:s3tables:us-east-1:111122223333:bucket/other/*"}"""));
    }

    [Theory]
    [InlineData("""["arn:aws:iam::111122223333:user/alice","111122223333"]""", false)]
    [InlineData("""["arn:aws:iam::111122223333:user/alice"]""", true)]
    [InlineData("""["111122223333"]""", true)]
    [InlineData("""["arn:aws:iam::111122223333:user/carol","111122223333"]""", true)]
    [InlineData("""["*"]""", false)]
    public void NotPrincipal_leaves_out_who_is_named_with_the_account(string names, bool isDenied)
    {
        var policy = Sample.OfBucket($$"""{"Effect":"Deny","NotPrincipal":{"AWS":{{names}}},"Action":"s3tables:*","Resource":"*"}""");

        Assert.Equal(isDenied ? DeniedByResource : AllowedByIdentity, PolicyEvaluator.Decide(Sample.Request(Sample.Alice), [AllowAll], [policy]));
    }

    [Fact]
    public void A_statement_applies_only_where_its_conditions_hold()
    {
        var policy = Sample.Identity(Sample.Statement("Allow", condition: """{"StringLike":{"s3tables:namespace":"hr*"}}"""));

        Assert.Equal(AllowedByIdentity, PolicyEvaluator.Decide(Sample.Request(Sample.Alice, context: Sample.Context(("s3tables:namespace", "hr_eu"))), [policy], []));
        Assert.Equal(NotAllowedByIdentity, PolicyEvaluator.Decide(Sample.Request(Sample.Alice, context: Sample.Context(("s3tables:namespace", "it"))), [policy], []));
    }

    [Fact]
    public void A_resource_may_depend_on_the_user_s_name()
    {
        var policy = Sample.Identity(Sample.Statement("Allow", resource: "arn:aws:s3tables:*:*:bucket/home-${aws:username}/*"));
        var context = Sample.Context(("aws:username", "alice"));

        Assert.Equal(AllowedByIdentity, PolicyEvaluator.Decide(
            Sample.Request(Sample.Alice, resource: "arn:aws:s3tables:us-east-1:111122223333:bucket/home-alice/table/1", context: context), [policy], []));
        Assert.Equal(NotAllowedByIdentity, PolicyEvaluator.Decide(
            Sample.Request(Sample.Alice, resource: "arn:aws:s3tables:us-east-1:111122223333:bucket/home-bob/table/1", context: context), [policy], []));
    }

    [Fact]
    public void An_unsigned_caller_is_never_let_in_by_a_resource_policy_alone() => Assert.Equal(Outcome.ImplicitDeny, ByResource(
        new Principal("anonymous", "anonymous"),
        Sample.StatementFor(Everyone, "Allow", condition: """{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}"""),
        Sample.Context(("aws:SourceIp", "10.0.0.1"))).Outcome);

    private static bool IsAllowed(string statement) =>
        PolicyEvaluator.Decide(Sample.Request(Sample.Alice), [Sample.Identity(statement)], []).Outcome == Outcome.Allow;

    private static Decision ByResource(Principal principal, string statement, S3Tables.Authorization.Conditions.RequestContext? context = null) =>
        PolicyEvaluator.Decide(Sample.Request(principal, context: context), [], [Sample.OfBucket(statement)]);
}
