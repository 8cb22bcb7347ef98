using System.Net;
using Floe.Iceberg.Catalog;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Hosting;
using Floe.S3Tables.Tests.Rest;
using Floe.S3Tables.Tests.TablesApi;

namespace Floe.S3Tables.Tests.Authorization;

/// <summary>What users other than the account's own may do, asked over HTTP of a running service.</summary>
public sealed class AccessTests
{
    private const string AnaArn = "arn:aws:iam::000000000000:user/ana";

    private static readonly AwsCredentials Ana = new("ana_key", "ana-secret");
    private static readonly TableIdentifier Table = new("ns", "t");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_user_without_a_policy_is_denied_by_each_protocol_in_its_own_words()
    {
        await using var lake = await StartAsync();
        var place = await lake.CreateTableAsync();
        var warehouse = (await lake.Client.GetTableAsync(place, Cancellation)).WarehouseLocation["s3://".Length..];
        using var http = lake.Signed(Ana, "s3tables");
        using var catalog = new RestCatalog(http, new Uri(lake.Endpoint, "/iceberg"), lake.Bucket.ToString());
        using var s3 = lake.Signed(Ana, "s3");

        var error = await Lake.RefusedAsync(() => new S3TablesClient(http, lake.Endpoint).GetTableAsync(place, Cancellation), 403, "AccessDeniedException");
        Assert.StartsWith($"User: {AnaArn} is not authorized to perform: s3tables:GetTable", error.Message);
        Assert.Contains("s3tables:GetTableBucket", (await Assert.ThrowsAsync<ForbiddenException>(() => catalog.LoadTableAsync(Table, Cancellation))).Message);
        Assert.Contains("<Code>AccessDenied</Code>", await DeniedAsync(s3, HttpMethod.Get, $"/{warehouse}/data/f"));
        Assert.Contains("s3:CreateBucket", await DeniedAsync(s3, HttpMethod.Put, "/bucket"));
        await DeniedAsync(s3, HttpMethod.Get, "/");
    }

    [Fact]
    public async Task An_identity_policy_opens_what_it_names_and_no_more()
    {
        await using var lake = await StartAsync(Sample.Statement("Allow", "s3tables:Get*"), Sample.Statement("Allow", "s3tables:List*"));
        var place = await lake.CreateTableAsync();
        using var http = lake.Signed(Ana, "s3tables");
        var client = new S3TablesClient(http, lake.Endpoint);

        Assert.Equal("t", (await client.GetTableAsync(place, Cancellation)).Name);
        Assert.Single(await client.ListTableBucketsAsync(cancellationToken: Cancellation).ToListAsync(Cancellation));
        await Lake.RefusedAsync(() => client.DeleteTableAsync(place, cancellationToken: Cancellation), 403, "AccessDeniedException");
        await Lake.RefusedAsync(() => client.CreateTableBucketAsync(new("other"), Cancellation), 403, "AccessDeniedException");
    }

    [Fact]
    public async Task A_body_that_was_looked_at_reaches_the_operation_whole()
    {
        await using var lake = await StartAsync(Sample.Statement("Allow", "s3tables:*"));
        using var http = lake.Signed(Ana, "s3tables");
        using var catalog = new RestCatalog(http, new Uri(lake.Endpoint, "/iceberg"), lake.Bucket.ToString());
        var client = new S3TablesClient(http, lake.Endpoint);
        await client.CreateNamespaceAsync(lake.Bucket, "ns", Cancellation);
        await client.CreateTableAsync(lake.Bucket, "ns", new("t", Metadata: new(new(new([new("id", "long")])))), Cancellation);

        await catalog.CommitTableAsync(Table, [], [Commits.Property("a", "b")], Cancellation);
        await catalog.RenameTableAsync(Table, new("ns", "u"), Cancellation);

        Assert.Equal("b", (await catalog.LoadTableAsync(new("ns", "u"), Cancellation)).Metadata.Properties["a"]);
    }

    [Fact]
    public async Task A_table_policy_opens_this_one_table()
    {
        await using var lake = await StartAsync(Sample.Statement("Allow", "s3tables:GetTableBucket"));
        var (open, closed) = (await lake.CreateTableAsync("t"), await lake.CreateTableAsync("closed"));
        var arn = (await lake.Client.GetTableAsync(open, Cancellation)).TableArn;
        await lake.Client.PutTablePolicyAsync(open, Sample.Policy(Sample.StatementFor(Sample.Aws(AnaArn), "Allow", resource: arn)), Cancellation);
        using var http = lake.Signed(Ana, "s3tables");
        using var catalog = new RestCatalog(http, new Uri(lake.Endpoint, "/iceberg"), lake.Bucket.ToString());

        await catalog.CommitTableAsync(Table, [], [Commits.Property("a", "b")], Cancellation);

        Assert.Equal("b", (await catalog.LoadTableAsync(Table, Cancellation)).Metadata.Properties["a"]);
        await Assert.ThrowsAsync<ForbiddenException>(() => catalog.LoadTableAsync(new("ns", closed.Name), Cancellation));
    }

    [Fact]
    public async Task An_explicit_deny_wins_over_every_allow()
    {
        await using var lake = await StartAsync(Sample.Statement("Allow"));
        var place = await lake.CreateTableAsync();
        var arn = (await lake.Client.GetTableAsync(place, Cancellation)).TableArn;
        await lake.Client.PutTableBucketPolicyAsync(
            lake.Bucket, Sample.Policy(Sample.StatementFor("\"*\"", "Deny", "s3tables:DeleteTable", $"{lake.Bucket}/table/*")), Cancellation);
        using var http = lake.Signed(Ana, "s3tables");
        var client = new S3TablesClient(http, lake.Endpoint);

        var error = await Lake.RefusedAsync(() => client.DeleteTableAsync(place, cancellationToken: Cancellation), 403, "AccessDeniedException");

        Assert.EndsWith($"on resource: {arn} with an explicit deny in a resource-based policy", error.Message);
        Assert.Equal(arn, (await client.GetTableAsync(place, Cancellation)).TableArn);
    }

    [Fact]
    public async Task The_files_of_a_table_are_guarded_by_GetTableData_and_PutTableData()
    {
        await using var lake = await StartAsync(Sample.Statement("Allow", "s3tables:GetTableData"));
        var place = await lake.CreateTableAsync();
        var warehouse = (await lake.Client.GetTableAsync(place, Cancellation)).WarehouseLocation["s3://".Length..];
        using var own = lake.Signed(new("test", "test"), "s3");
        using var ana = lake.Signed(Ana, "s3");
        (await own.PutAsync($"/{warehouse}/data/f", new StringContent("rows"), Cancellation)).EnsureSuccessStatusCode();

        Assert.Equal("rows", await ana.GetStringAsync($"/{warehouse}/data/f", Cancellation));
        Assert.Contains("s3tables:PutTableData", await DeniedAsync(ana, HttpMethod.Put, $"/{warehouse}/data/g"));
        Assert.Contains("s3tables:PutTableData", await DeniedAsync(ana, HttpMethod.Post, $"/{warehouse}/data/g?uploads"));

        await lake.Client.PutTablePolicyAsync(
            place, Sample.Policy(Sample.StatementFor(Sample.Aws(AnaArn), "Allow", "s3tables:PutTableData", $"{lake.Bucket}/table/*")), Cancellation);
        (await ana.PutAsync($"/{warehouse}/data/g", new StringContent("more"), Cancellation)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_copy_needs_the_right_to_read_its_source()
    {
        await using var lake = await StartAsync(Sample.Statement("Allow", "s3:*", "arn:aws:s3:::mine*"));
        using var own = lake.Signed(new("test", "test"), "s3");
        using var ana = lake.Signed(Ana, "s3");
        (await own.PutAsync("/secret", null, Cancellation)).EnsureSuccessStatusCode();
        (await own.PutAsync("/secret/k", new StringContent("secret"), Cancellation)).EnsureSuccessStatusCode();
        (await ana.PutAsync("/mine", null, Cancellation)).EnsureSuccessStatusCode();
        using var copy = new HttpRequestMessage(HttpMethod.Put, "/mine/k");
        copy.Headers.Add("x-amz-copy-source", "/secret/k");

        using var answer = await ana.SendAsync(copy, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Of_many_keys_to_delete_those_that_are_denied_stay()
    {
        await using var lake = await StartAsync(Sample.Statement("Allow", "s3:*", "arn:aws:s3:::bin/mine*"));
        using var own = lake.Signed(new("test", "test"), "s3");
        using var ana = lake.Signed(Ana, "s3");
        foreach (var path in new[] { "/bin", "/bin/mine", "/bin/yours" }) (await own.PutAsync(path, path == "/bin" ? null : new StringContent("x"), Cancellation)).EnsureSuccessStatusCode();
        const string Body = "<Delete><Object><Key>mine</Key></Object><Object><Key>yours</Key></Object></Delete>";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/bin?delete") { Content = new StringContent(Body) };
        request.Content.Headers.ContentMD5 = System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(Body));

        using var answer = await ana.SendAsync(request, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("<Error><Key>yours</Key><Code>AccessDenied</Code>", text);
        Assert.Equal(HttpStatusCode.NotFound, (await own.GetAsync("/bin/mine", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync("/bin/yours", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task A_policy_that_does_not_belong_to_its_resource_is_refused()
    {
        await using var lake = await StartAsync();
        var place = await lake.CreateTableAsync();

        await Lake.RefusedAsync(() => lake.Client.PutTablePolicyAsync(
            place, Sample.Policy(Sample.StatementFor(Sample.Aws(AnaArn), "Allow", resource: Sample.TableText)), Cancellation), 400, "BadRequestException");
    }

    private static Task<Lake> StartAsync(params string[] statements) => Lake.StartOnAsync(new S3TablesOptions
    {
        Port = 0,
        Users = [new("ana", Ana.AccessKeyId, Ana.SecretAccessKey, null, statements.Length == 0 ? [] : [Sample.Policy(statements)])],
    });

    private static async Task<string> DeniedAsync(HttpClient client, HttpMethod method, string target)
    {
        using var request = new HttpRequestMessage(method, target);
        using var answer = await client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }
}
