using CsCheck;
using Floe.S3Tables.Authorization.Evaluation;
using Floe.S3Tables.Authorization.Policies;

namespace Floe.S3Tables.Tests.Authorization.Evaluation;

/// <summary>What holds for all policies: random ones over few names, so that statements often meet.</summary>
public sealed class PolicyEvaluatorPropertyTests
{
    private static readonly Gen<string> Effects = Gen.OneOf("Allow", "Allow", "Deny");
    private static readonly Gen<string> Actions = Gen.OneOf("*", "s3tables:Get*", "s3tables:GetTable", "s3tables:DeleteTable", "s3tables:*Table");
    private static readonly Gen<string> Places = Gen.OneOf("*", Sample.BucketText + "/table/*", Sample.BucketText, Sample.TableText);
    private static readonly Gen<string> Names = Gen.OneOf(Sample.AliceArn, Sample.BobArn, Sample.Account, Sample.OtherAccount);

    private static readonly Gen<string?> Conditions = Gen.OneOf<string?>(
        null, null, """{"StringEquals":{"s3tables:namespace":"hr"}}""", """{"StringNotEquals":{"s3tables:namespace":"hr"}}""", """{"Null":{"s3tables:namespace":"true"}}""");

    private static readonly Gen<string> IdentityStatement = Gen.Select(Effects, Actions, Places, Conditions)
        .Select(each => Sample.Statement(each.Item1, each.Item2, each.Item3, each.Item4));

    private static readonly Gen<string> ResourceStatement = Gen.Select(Effects, Names, Actions, Places, Conditions)
        .Select(each => Sample.StatementFor(Sample.Aws(each.Item2), each.Item1, each.Item3, each.Item4, each.Item5));

    private static readonly Gen<AccessRequest> Requests = Gen.Select(
        Gen.OneOf(Sample.Alice, Sample.Bob), Gen.OneOf("s3tables:GetTable", "s3tables:DeleteTable", "s3tables:GetTableData"),
        Gen.OneOf(Sample.TableText, Sample.BucketText), Gen.OneOf<string?>("hr", "it", null))
        .Select(each => Sample.Request(each.Item1, each.Item2, each.Item3, Sample.Context(("s3tables:namespace", each.Item4))));

    private static readonly Gen<(AccessRequest Request, string[] Identity, string[] Resource)> Questions =
        Gen.Select(Requests, IdentityStatement.Array[0, 4], ResourceStatement.Array[0, 4]);

    [Fact]
    public void An_explicit_deny_always_wins() => Questions.Sample(each =>
        Decide(each.Request, [.. each.Identity, Sample.Statement("Deny")], each.Resource) == Outcome.ExplicitDeny
        && Decide(each.Request, each.Identity, [.. each.Resource, Sample.StatementFor("\"*\"", "Deny")]) == Outcome.ExplicitDeny, iter: Sample.Cases);

    [Fact]
    public void One_more_Allow_never_takes_a_right_away() => Gen.Select(Questions, IdentityStatement, ResourceStatement).Sample((each, identity, resource) =>
    {
        var before = Decide(each.Request, each.Identity, each.Resource);
        var after = Decide(each.Request, [.. each.Identity, Allowing(identity)], [.. each.Resource, Allowing(resource)]);
        return before switch
        {
            Outcome.Allow => after == Outcome.Allow,
            Outcome.ExplicitDeny => after == Outcome.ExplicitDeny,
            _ => after != Outcome.ExplicitDeny,
        };
    }, iter: Sample.Cases);

    [Fact]
    public void One_more_Deny_never_gives_a_right() => Gen.Select(Questions, IdentityStatement, ResourceStatement).Sample((each, identity, resource) =>
        Decide(each.Request, each.Identity, each.Resource) == Outcome.Allow
        || Decide(each.Request, [.. each.Identity, Denying(identity)], [.. each.Resource, Denying(resource)]) != Outcome.Allow, iter: Sample.Cases);

    [Fact]
    public void The_order_of_statements_does_not_matter() => Questions.Sample(each =>
        Decide(each.Request, each.Identity, each.Resource) == Decide(each.Request, [.. each.Identity.Reverse()], [.. each.Resource.Reverse()]), iter: Sample.Cases);

    [Fact]
    public void It_does_not_matter_how_statements_are_spread_over_policies() => Questions.Sample(each =>
    {
        var spread = PolicyEvaluator.Decide(
            each.Request, [.. each.Identity.Select(statement => Sample.Identity(statement))], [.. each.Resource.Select(statement => Sample.OfBucket(statement))]);
        return spread.Outcome == Decide(each.Request, each.Identity, each.Resource);
    }, iter: Sample.Cases);

    [Fact]
    public void No_statement_allows_an_action_that_none_of_them_names() => Questions.Sample(each =>
        PolicyEvaluator.Decide(each.Request with { Action = "iam:PassRole" }, Parse(each.Identity, Sample.Identity), []).Outcome != Outcome.Allow
        || each.Identity.Any(statement => statement.Contains("\"Action\":\"*\"", StringComparison.Ordinal)), iter: Sample.Cases);

    private static Outcome Decide(AccessRequest request, string[] identity, string[] resource) =>
        PolicyEvaluator.Decide(request, Parse(identity, Sample.Identity), Parse(resource, Sample.OfBucket)).Outcome;

    private static PolicyDocument[] Parse(string[] statements, Func<string[], PolicyDocument> parse) => statements.Length == 0 ? [] : [parse(statements)];

    private static string Allowing(string statement) => statement.Replace("Deny", "Allow", StringComparison.Ordinal);

    private static string Denying(string statement) => statement.Replace("Allow", "Deny", StringComparison.Ordinal);
}
