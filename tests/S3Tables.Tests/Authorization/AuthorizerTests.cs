using System.Net;
using Floe.S3Tables.Authorization;
using Floe.S3Tables.Authorization.Identities;
using Floe.S3Tables.Authorization.Requests;
using Floe.S3Tables.Authorization.Resources;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Http;

namespace Floe.S3Tables.Tests.Authorization;

public sealed class AuthorizerTests
{
    private static readonly RequestOrigin Origin = new(IPAddress.Loopback, IsSecure: false);
    private static readonly Caller Root = new(Sample.Account, "arn:aws:iam::111122223333:root", IsAnonymous: false);
    private static readonly Caller Alice = new(Sample.Account, Sample.AliceArn, IsAnonymous: false);
    private static readonly Caller Bob = new(Sample.OtherAccount, Sample.BobArn, IsAnonymous: false);
    private static readonly TableTarget Employees = new(Sample.Bucket, "hr", "employees");

    [Fact]
    public void The_account_s_own_user_may_do_everything_and_no_policy_is_read()
    {
        var authorizer = Authorizer(new NoStore(), []);

        Assert.Null(authorizer.CheckTables(Root, "DeleteTable", Employees, RequestDetails.None, Origin));
        Assert.Null(authorizer.CheckTables(Root, "ListTableBuckets", new AllTableBuckets("us-east-1", Sample.Account), RequestDetails.None, Origin));
        Assert.Null(authorizer.CheckIceberg(Root, "updateTable", Employees, Origin));
        Assert.Null(authorizer.CheckWarehouse(Root, "PutObject", "w--table-s3", Origin));
        Assert.Null(authorizer.CheckS3(Root, "GetObject", "raw", "a.csv", Origin));
    }

    [Fact]
    public void The_account_s_own_user_has_no_rights_in_another_account()
    {
        var theirs = new TableBucketTarget(new("us-east-1", Sample.OtherAccount, "theirs"));

        Assert.NotNull(Authorizer(new Store(null), []).CheckTables(Root, "GetTableBucket", theirs, RequestDetails.None, Origin));
    }

    [Fact]
    public void A_user_without_a_policy_reads_AWS_s_words() => Assert.Equal(
        $"User: {Sample.AliceArn} is not authorized to perform: s3tables:GetTable on resource: {Sample.TableText} because no identity-based policy allows the s3tables:GetTable action",
        Authorizer(Stored(), []).CheckTables(Alice, "GetTable", Employees, RequestDetails.None, Origin)?.Message);

    [Fact]
    public void A_deny_of_a_stored_policy_reads_AWS_s_words()
    {
        var authorizer = Authorizer(Stored(tablePolicy: Sample.StatementFor("\"*\"", "Deny", "s3tables:DeleteTable")), [Sample.Statement("Allow")]);

        Assert.Equal(
            $"User: {Sample.AliceArn} is not authorized to perform: s3tables:DeleteTable on resource: {Sample.TableText} with an explicit deny in a resource-based policy",
            authorizer.CheckTables(Alice, "DeleteTable", Employees, RequestDetails.None, Origin)?.Message);
        Assert.Null(authorizer.CheckTables(Alice, "GetTable", Employees, RequestDetails.None, Origin));
    }

    [Fact]
    public void A_deny_of_the_user_s_own_policy_reads_AWS_s_words() => Assert.EndsWith(
        "with an explicit deny in an identity-based policy",
        Authorizer(Stored(), [Sample.Statement("Deny")]).CheckTables(Alice, "GetTable", Employees, RequestDetails.None, Origin)?.Message, StringComparison.Ordinal);

    [Fact]
    public void Every_action_of_an_operation_must_be_allowed_and_the_first_that_is_not_is_named()
    {
        var authorizer = Authorizer(Stored(), [Sample.Statement("Allow", "s3tables:UpdateTableMetadataLocation"), Sample.Statement("Allow", "s3tables:GetTable*")]);

        Assert.Null(authorizer.CheckIceberg(Alice, "loadTable", Employees, Origin));
        Assert.Equal(("s3tables:PutTableData", Sample.TableText), ActionAndResource(authorizer.CheckIceberg(Alice, "updateTable", Employees, Origin)));
    }

    [Fact]
    public void The_data_path_asks_for_the_data_actions_of_the_table()
    {
        var authorizer = Authorizer(Stored(bucketPolicy: Sample.StatementFor(Sample.Aws(Sample.AliceArn), "Allow", "s3tables:GetTableData")), []);

        Assert.Null(authorizer.CheckWarehouse(Alice, "GetObject", "w--table-s3", Origin));
        Assert.Equal(("s3tables:PutTableData", Sample.TableText), ActionAndResource(authorizer.CheckWarehouse(Alice, "UploadPart", "w--table-s3", Origin)));
    }

    [Fact]
    public void A_table_s_policy_has_no_say_over_its_table_bucket()
    {
        var authorizer = Authorizer(Stored(tablePolicy: Sample.StatementFor(Sample.Aws(Sample.AliceArn), "Allow", resource: Sample.BucketText + "*")), []);

        Assert.Null(authorizer.CheckTables(Alice, "GetTable", Employees, RequestDetails.None, Origin));
        Assert.NotNull(authorizer.CheckTables(Alice, "ListTables", new TableBucketTarget(Sample.Bucket, "hr"), RequestDetails.None, Origin));
    }

    [Fact]
    public void Conditions_see_the_table_s_present_names_whatever_the_request_calls_it()
    {
        var condition = """{"StringEquals":{"s3tables:namespace":"hr","s3tables:tableName":"employees"}}""";
        var authorizer = Authorizer(Stored(), [Sample.Statement("Allow", condition: condition)]);

        Assert.Null(authorizer.CheckTables(Alice, "GetTable", new TableArnTarget(Sample.Table), RequestDetails.None, Origin));
        Assert.Null(authorizer.CheckWarehouse(Alice, "GetObject", "w--table-s3", Origin));
        // tableName is no condition key of the actions on table buckets.
        Assert.NotNull(authorizer.CheckTables(Alice, "ListTables", new TableBucketTarget(Sample.Bucket, "hr"), RequestDetails.None, Origin));
    }

    [Theory]
    [InlineData("aws:kms", true)]
    [InlineData("AES256", false)]
    [InlineData(null, false)]
    public void A_policy_can_demand_encryption_of_new_tables(string? algorithm, bool isAllowed)
    {
        var authorizer = Authorizer(Stored(), [
            Sample.Statement("Allow"),
            Sample.Statement("Deny", "s3tables:CreateTable", condition: """{"StringNotEquals":{"s3tables:sseAlgorithm":"aws:kms"}}"""),
        ]);

        Assert.Equal(isAllowed, authorizer.CheckTables(Alice, "CreateTable", Employees, new() { SseAlgorithm = algorithm }, Origin) is null);
    }

    [Theory]
    [InlineData("""{"IpAddress":{"aws:SourceIp":"127.0.0.0/8"}}""", true)]
    [InlineData("""{"Bool":{"aws:SecureTransport":"true"}}""", false)]
    [InlineData("""{"StringEquals":{"aws:username":"alice","aws:PrincipalAccount":"111122223333","aws:PrincipalType":"User"}}""", true)]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:user/*"}}""", true)]
    [InlineData("""{"DateGreaterThan":{"aws:CurrentTime":"2026-01-31T07:59:59Z"},"DateLessThan":{"aws:CurrentTime":"2026-01-31T08:00:01Z"}}""", true)]
    [InlineData("""{"NumericEquals":{"aws:EpochTime":"1769846400"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:ResourceAccount":"111122223333","aws:RequestedRegion":"us-east-1"}}""", true)]
    [InlineData("""{"StringEquals":{"aws:ResourceTag/team":"data","s3tables:TableBucketTag/stage":"dev"}}""", true)]
    [InlineData("""{"Null":{"aws:SourceVpce":"true"}}""", true)]
    public void Conditions_see_caller_time_place_and_tags(string condition, bool isAllowed) => Assert.Equal(
        isAllowed, Authorizer(Stored(), [Sample.Statement("Allow", condition: condition)]).CheckTables(Alice, "GetTable", Employees, RequestDetails.None, Origin) is null);

    [Fact]
    public void A_user_of_another_account_needs_both_policies()
    {
        var letsBobIn = Stored(bucketPolicy: Sample.StatementFor(Sample.Aws(Sample.OtherAccount), "Allow"));

        Assert.Null(Authorizer(letsBobIn, [Sample.Statement("Allow")]).CheckTables(Bob, "GetTable", Employees, RequestDetails.None, Origin));
        Assert.EndsWith("because no identity-based policy allows the s3tables:GetTable action",
            Authorizer(letsBobIn, []).CheckTables(Bob, "GetTable", Employees, RequestDetails.None, Origin)?.Message, StringComparison.Ordinal);
        Assert.EndsWith("because no resource-based policy allows the s3tables:GetTable action",
            Authorizer(Stored(), [Sample.Statement("Allow")]).CheckTables(Bob, "GetTable", Employees, RequestDetails.None, Origin)?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PutTableBucketPolicy")]
    [InlineData("GetTableBucketEncryption")]
    public void No_policy_opens_policies_and_encryption_to_another_account(string operation)
    {
        var authorizer = Authorizer(Stored(bucketPolicy: Sample.StatementFor(Sample.Aws(Sample.BobArn), "Allow")), [Sample.Statement("Allow")]);

        Assert.EndsWith($"because no resource-based policy allows the s3tables:{operation} action",
            authorizer.CheckTables(Bob, operation, new TableBucketTarget(Sample.Bucket), RequestDetails.None, Origin)?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_table_that_is_missing_only_those_learn_who_may_use_any()
    {
        var store = new Store(new StoredResource(Sample.Bucket, null));

        Assert.Null(Authorizer(store, [Sample.Statement("Allow", resource: Sample.BucketText + "/*")]).CheckTables(Alice, "GetTable", Employees, RequestDetails.None, Origin));
        Assert.Equal(("s3tables:GetTable", Sample.BucketText + "/table/*"), ActionAndResource(
            Authorizer(store, [Sample.Statement("Allow", resource: Sample.TableText)]).CheckTables(Alice, "GetTable", Employees, RequestDetails.None, Origin)));
        Assert.Equal("arn:aws:s3tables:us-east-1:111122223333:bucket/*/table/*", Authorizer(new Store(null), []).CheckWarehouse(Alice, "GetObject", "gone--table-s3", Origin)?.Resource);
    }

    [Fact]
    public void Table_buckets_are_listed_by_whoever_may_list_all()
    {
        var all = new AllTableBuckets("us-east-1", Sample.Account);

        foreach (var resource in (string[])["*", "arn:aws:s3tables:us-east-1:111122223333:bucket/*"])
            Assert.Null(Authorizer(new Store(null), [Sample.Statement("Allow", resource: resource)]).CheckTables(Alice, "ListTableBuckets", all, RequestDetails.None, Origin));
        Assert.NotNull(Authorizer(new Store(null), [Sample.Statement("Allow", resource: Sample.BucketText)]).CheckTables(Alice, "ListTableBuckets", all, RequestDetails.None, Origin));
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/replication", "*", true)]
    [InlineData("arn:aws:iam::111122223333:role/replication", "s3tables:*", false)]
    [InlineData("arn:aws:iam::444455556666:role/replication", "*", false)]
    public void To_replicate_is_to_pass_a_role_of_one_s_own_account(string role, string action, bool isAllowed)
    {
        var authorizer = Authorizer(Stored(), [
            Sample.Statement("Allow", action, condition: """{"StringEqualsIfExists":{"iam:PassedToService":"replication.s3tables.amazonaws.com"}}"""),
        ]);

        var denial = authorizer.CheckTables(Alice, "PutTableReplication", Employees, new() { RoleArn = role }, Origin);

        Assert.Equal(isAllowed, denial is null);
        if (!isAllowed) Assert.Equal(("iam:PassRole", role), ActionAndResource(denial));
    }

    [Theory]
    [InlineData("GetObject", "raw", "2026/a.csv", true)]
    [InlineData("PutObject", "raw", "2026/a.csv", false)]
    [InlineData("ListObjectsV2", "raw", null, true)]
    [InlineData("ListBuckets", null, null, false)]
    [InlineData("GetObject", "other", "a", false)]
    public void General_purpose_buckets_are_guarded_by_identity_policies(string operation, string? bucket, string? key, bool isAllowed)
    {
        var authorizer = Authorizer(new NoStore(), [Sample.Statement("Allow", "s3:GetObject", "arn:aws:s3:::raw/2026/*"), Sample.Statement("Allow", "s3:List*", "arn:aws:s3:::raw")]);

        Assert.Equal(isAllowed, authorizer.CheckS3(Alice, operation, bucket, key, Origin) is null);
        Assert.NotNull(authorizer.CheckS3(Bob, operation, bucket, key, Origin));
    }

    [Fact]
    public void An_unsigned_caller_is_refused() => Assert.StartsWith("User: anonymous is not authorized to perform: s3tables:GetTable",
        Authorizer(Stored(bucketPolicy: Sample.StatementFor("\"*\"", "Allow", condition: """{"IpAddress":{"aws:SourceIp":"127.0.0.0/8"}}""")), [])
            .CheckTables(new("anonymous", "anonymous", IsAnonymous: true), "GetTable", Employees, RequestDetails.None, Origin)?.Message, StringComparison.Ordinal);

    [Fact]
    public void A_stored_policy_that_cannot_be_read_lets_nobody_in()
    {
        var store = new Store(new StoredResource(Sample.Bucket, "{}"));

        Assert.Throws<InvalidOperationException>(() => Authorizer(store, [Sample.Statement("Allow")]).CheckTables(Alice, "GetTable", Employees, RequestDetails.None, Origin));
    }

    [Fact]
    public void With_users_of_other_accounts_the_owner_of_a_warehouse_bucket_is_looked_up()
    {
        var theirs = new Store(new StoredResource(Sample.Bucket with { AccountId = Sample.OtherAccount }, null));

        Assert.NotNull(Authorizer(theirs, []).CheckWarehouse(Root, "GetObject", "w--table-s3", Origin));
        Assert.Null(Authorizer(Stored(), []).CheckWarehouse(Root, "GetObject", "w--table-s3", Origin));
    }

    [Fact]
    public void An_IPv4_caller_of_a_dual_mode_socket_is_an_IPv4_caller() =>
        Assert.Null(Authorizer(Stored(), [Sample.Statement("Allow", condition: """{"StringEquals":{"aws:SourceIp":"127.0.0.1"}}""")])
            .CheckTables(Alice, "GetTable", Employees, RequestDetails.None, Origin with { SourceIp = IPAddress.Loopback.MapToIPv6() }));

    private static (string?, string?) ActionAndResource(Denial? denial) => (denial?.Action, denial?.Resource);

    /// <summary>Alice has these statements; so has Bob, where there is a store that knows of other accounts.</summary>
    private static Authorizer Authorizer(IPolicyStore store, string[] statements)
    {
        string[] policies = statements.Length == 0 ? [] : [Sample.Policy(statements)];
        UserSettings[] users = [new("alice", "AKIAALICE", "secret", null, policies), .. store is NoStore ? [] : new[] { new UserSettings("bob", "AKIABOB", "secret", Sample.OtherAccount, policies) }];
        var identities = new IdentityDirectory(Sample.Account, new AwsCredentials("test", "test"), users);
        return new(identities, store, "us-east-1", new FixedClock());
    }

    private static Store Stored(string? bucketPolicy = null, string? tablePolicy = null)
    {
        var table = new StoredTable(Sample.Table, "hr", "employees", tablePolicy is null ? null : Sample.Policy(tablePolicy)) { Tags = new Dictionary<string, string> { ["team"] = "data" } };
        return new(new(Sample.Bucket, bucketPolicy is null ? null : Sample.Policy(bucketPolicy), table) { BucketTags = new Dictionary<string, string> { ["stage"] = "dev" } });
    }

    private sealed class Store(StoredResource? resource) : IPolicyStore
    {
        public StoredResource? Find(Target target) => target is TableBucketTarget or AllTableBuckets ? resource is null ? null : resource with { Table = null } : resource;
    }

    private sealed class NoStore : IPolicyStore
    {
        public StoredResource? Find(Target target) => throw new InvalidOperationException("The store was asked, and should not have been.");
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);
    }
}
