using System.Net;
using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Client.Tests;

public sealed class S3TablesClientTests
{
    private const string Encoded = "arn%3Aaws%3As3tables%3Aus-east-1%3A000000000000%3Abucket%2Flake";

    private static readonly TableBucketArn Bucket = new("us-east-1", "000000000000", "lake");
    private static readonly TableReference Table = new(Bucket, "ns", "t");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_arn_goes_into_the_path_as_one_encoded_label()
    {
        var handler = new RecordingHandler((HttpStatusCode.NoContent, ""));

        await Client(handler).DeleteTableAsync(Table, "token/1", Cancellation);

        Assert.Equal(("DELETE", $"/tables/{Encoded}/ns/t?versionToken=token%2F1", ""), handler.Sent.Single());
    }

    [Fact]
    public async Task GetTable_carries_its_inputs_in_the_query_string()
    {
        var answer = """
            {"name":"t","type":"customer","tableARN":"a","namespace":["ns"],"versionToken":"v","warehouseLocation":"w","createdAt":"2025-01-07T22:14:48.689581+00:00",
             "createdBy":"0","modifiedAt":"2025-01-09T00:06:09.222917Z","modifiedBy":"0","ownerAccountId":"0","format":"ICEBERG"}
            """;
        var handler = new RecordingHandler((HttpStatusCode.OK, answer));

        var table = await Client(handler).GetTableAsync(Table, Cancellation);

        Assert.Equal($"/get-table?tableBucketARN={Encoded}&namespace=ns&name=t", handler.Sent.Single().Target);
        Assert.Null(table.MetadataLocation);
        Assert.Equal(new DateTimeOffset(2025, 1, 7, 22, 14, 48, 689, 581, TimeSpan.Zero), table.CreatedAt);
        Assert.Equal(TimeSpan.Zero, table.ModifiedAt.Offset);
    }

    [Fact]
    public async Task A_body_has_the_models_member_names_and_leaves_out_what_is_not_given()
    {
        var handler = new RecordingHandler((HttpStatusCode.OK, """{"tableARN":"a","versionToken":"v"}"""));
        var partition = new IcebergPartitionSpec([new(1, "day", "id_day")]);
        var order = new IcebergSortOrder(1, [new(1, "identity", "asc", "nulls-first")]);

        await Client(handler).CreateTableAsync(
            Bucket, "ns", new("t", Metadata: new(new(new([new("id", "int", Required: true)]), PartitionSpec: partition, WriteOrder: order))), Cancellation);

        const string Schema = """{"fields":[{"name":"id","type":"int","required":true}]}""";
        const string Spec = """{"fields":[{"source-id":1,"transform":"day","name":"id_day"}]}""";
        const string Order = """{"order-id":1,"fields":[{"source-id":1,"transform":"identity","direction":"asc","null-order":"nulls-first"}]}""";
        const string Iceberg = $$$"""{"schema":{{{Schema}}},"partitionSpec":{{{Spec}}},"writeOrder":{{{Order}}}}""";
        Assert.Equal($$$"""{"name":"t","format":"ICEBERG","metadata":{"iceberg":{{{Iceberg}}}}}""", handler.Sent.Single().Body);
    }

    [Fact]
    public async Task Maintenance_settings_keep_the_models_capitals()
    {
        var handler = new RecordingHandler((HttpStatusCode.NoContent, ""));

        await Client(handler).PutTableMaintenanceConfigurationAsync(
            Table, MaintenanceType.Compaction, new(MaintenanceStatus.Enabled, new(new(256, CompactionStrategy.ZOrder))), Cancellation);

        var (method, target, body) = handler.Sent.Single();
        Assert.Equal(("PUT", $"/tables/{Encoded}/ns/t/maintenance/icebergCompaction"), (method, target));
        Assert.Equal("""{"value":{"status":"enabled","settings":{"icebergCompaction":{"targetFileSizeMB":256,"strategy":"z-order"}}}}""", body);
    }

    [Fact]
    public async Task A_listing_follows_the_continuation_tokens_to_the_end()
    {
        var handler = new RecordingHandler(
            (HttpStatusCode.OK, """{"namespaces":[{"namespace":["a"],"createdAt":"2025-01-07T22:14:48Z","createdBy":"0","ownerAccountId":"0"}],"continuationToken":"t=1"}"""),
            (HttpStatusCode.OK, """{"namespaces":[{"namespace":["b"],"createdAt":"2025-01-07T22:14:48Z","createdBy":"0","ownerAccountId":"0"}]}"""));

        var names = await Client(handler).ListNamespacesAsync(Bucket, cancellationToken: Cancellation).Select(item => item.Namespace[0]).ToListAsync(Cancellation);

        Assert.Equal(["a", "b"], names);
        Assert.Equal([$"/namespaces/{Encoded}", $"/namespaces/{Encoded}?continuationToken=t%3D1"], handler.Sent.Select(sent => sent.Target));
    }

    [Fact]
    public async Task Tag_keys_are_repeated_query_parameters()
    {
        var handler = new RecordingHandler((HttpStatusCode.NoContent, ""));

        await Client(handler).UntagResourceAsync(Bucket.ToString(), ["a b", "c"], Cancellation);

        Assert.Equal($"/tag/{Encoded}?tagKeys=a%20b&tagKeys=c", handler.Sent.Single().Target);
    }

    [Fact]
    public async Task A_refusal_tells_code_message_status_and_request_id()
    {
        var handler = new RecordingHandler((HttpStatusCode.NotFound, """{"__type":"NotFoundException","message":"The specified table does not exist."}"""));
        handler.Headers["x-amzn-errortype"] = "NotFoundException:http://internal.amazon.com/";
        handler.Headers["x-amzn-RequestId"] = "id-1";

        var error = await Assert.ThrowsAsync<S3TablesException>(() => Client(handler).GetTableAsync(Table, Cancellation));

        Assert.Equal(("NotFoundException", "The specified table does not exist.", "id-1"), (error.ErrorCode, error.Message, error.RequestId));
        Assert.True(error.IsNotFound);
    }

    [Fact]
    public async Task An_unknown_operation_is_named_though_it_comes_as_xml()
    {
        var handler = new RecordingHandler((HttpStatusCode.NotFound, "<UnknownOperationException/>\n"));

        var error = await Assert.ThrowsAsync<S3TablesException>(() => Client(handler).GetTableAsync(Table, Cancellation));

        Assert.Equal("UnknownOperationException", error.ErrorCode);
    }

    [Fact]
    public async Task An_answer_that_is_no_error_document_is_shown_as_it_came()
    {
        var handler = new RecordingHandler((HttpStatusCode.BadGateway, "{ upstream"));

        var error = await Assert.ThrowsAsync<S3TablesException>(() => Client(handler).GetTableAsync(Table, Cancellation));

        Assert.Equal("", error.ErrorCode);
        Assert.Contains("{ upstream", error.Message);
    }

    private static S3TablesClient Client(HttpMessageHandler handler) => new(new HttpClient(handler), new Uri("http://127.0.0.1:4580"));
}
