using Floe.S3Tables.Authorization.Conditions;
using Floe.S3Tables.Authorization.Evaluation;
using Floe.S3Tables.Authorization.Policies;
using Floe.S3Tables.Client;

namespace Floe.S3Tables.Tests.Authorization;

/// <summary>One account with a table bucket and a table, a user of that account and one of another.</summary>
internal static class Sample
{
    /// <summary>Of a property test. CsCheck's own variable raises it, for a nightly run to 100,000.</summary>
    public static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("CsCheck_Iter"), out var cases) ? cases : 2_000;

    public const string Account = "111122223333";
    public const string OtherAccount = "444455556666";
    public const string BucketText = "arn:aws:s3tables:us-east-1:111122223333:bucket/lake";
    public const string TableText = BucketText + "/table/7ff7750e-1111-4222-8333-444455556666";
    public const string AliceArn = "arn:aws:iam::111122223333:user/alice";
    public const string BobArn = "arn:aws:iam::444455556666:user/bob";

    public static readonly TableBucketArn Bucket = TableBucketArn.Parse(BucketText);
    public static readonly TableArn Table = TableArn.Parse(TableText);
    public static readonly Principal Alice = new(Account, AliceArn);
    public static readonly Principal Bob = new(OtherAccount, BobArn);

    public static string Policy(params string[] statements) => $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";

    /// <summary>A statement of an identity policy.</summary>
    public static string Statement(string effect, string action = "*", string resource = "*", string? condition = null) =>
        $$"""{"Effect":"{{effect}}","Action":"{{action}}","Resource":"{{resource}}"{{Condition(condition)}}}""";

    /// <summary>A statement of a resource policy.</summary>
    public static string StatementFor(string principal, string effect, string action = "s3tables:*", string resource = "*", string? condition = null) =>
        $$"""{"Effect":"{{effect}}","Principal":{{principal}},"Action":"{{action}}","Resource":"{{resource}}"{{Condition(condition)}}}""";

    public static string Aws(string name) => $$"""{"AWS":"{{name}}"}""";

    public static PolicyDocument Identity(params string[] statements) => PolicyDocument.Parse(Policy(statements), PolicyScope.Identity);

    public static PolicyDocument OfBucket(params string[] statements) => PolicyDocument.Parse(Policy(statements), PolicyScope.TableBucket(Bucket));

    public static AccessRequest Request(Principal principal, string action = "s3tables:GetTable", string resource = TableText, RequestContext? context = null) =>
        new(principal, action, resource, Account, context ?? RequestContext.Empty);

    public static RequestContext Context(params (string Key, string? Value)[] entries) =>
        new(entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value)));

    private static string Condition(string? condition) => condition is null ? "" : $",\"Condition\":{condition}";
}
