namespace Floe.S3Tables.Tests.TablesApi;

public sealed class RawRequestTests
{
    [Theory]
    [InlineData("GET", "/unknown")]
    [InlineData("POST", "/buckets")]
    [InlineData("GET", "/tables")]
    [InlineData("POST", "/sync-table-migration")]
    public async Task An_unknown_operation_is_answered_in_xml(string method, string target)
    {
        await using var lake = await Lake.StartAsync();

        var (status, body, response) = await lake.SendAsync(new(method), target);

        Assert.Equal((404, "<UnknownOperationException/>\n"), (status, body));
        Assert.Equal("application/xml", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_error_names_its_type_in_header_and_body_and_carries_a_request_id()
    {
        await using var lake = await Lake.StartAsync();

        var (status, body, response) = await lake.SendAsync(HttpMethod.Get, $"/namespaces/{lake.Bucket.Encoded}/missing");

        Assert.Equal(404, status);
        Assert.Equal("""{"__type":"NotFoundException","message":"The specified namespace does not exist."}""", body);
        Assert.Equal("NotFoundException", response.Headers.GetValues("x-amzn-errortype").Single());
        Assert.NotEmpty(response.Headers.GetValues("x-amzn-requestid").Single());
    }

    [Theory]
    [InlineData("PUT", "/buckets", "", "'name'")]
    [InlineData("PUT", "/buckets", "{}", "'name'")]
    [InlineData("PUT", "/buckets", """{"name":7}""", "name")]
    [InlineData("PUT", "/buckets", "{", "not valid JSON")]
    [InlineData("PUT", "/buckets", "null", "JSON object")]
    [InlineData("PUT", "/buckets", """{"name":"ok-name","encryptionConfiguration":{}}""", "encryptionConfiguration.sseAlgorithm")]
    [InlineData("GET", "/buckets/lake", null, "'tableBucketARN'")]
    [InlineData("GET", "/get-table?tableArn=x", null, "'tableArn'")]
    [InlineData("GET", "/get-table", null, "tableArn")]
    [InlineData("GET", "/table-replication", null, "'tableArn'")]
    [InlineData("PUT", "/namespaces/{arn}", """{"namespace":["a","b"]}""", "'namespace'")]
    [InlineData("PUT", "/namespaces/{arn}", """{"namespace":[null]}""", "'namespace'")]
    [InlineData("GET", "/namespaces/{arn}/Upper", null, "'namespace'")]
    [InlineData("GET", "/namespaces/{arn}?maxNamespaces=many", null, "'maxNamespaces'")]
    [InlineData("DELETE", "/tag/{arn}", null, "'tagKeys'")]
    [InlineData("PUT", "/tables/{arn}/ns", """{"name":"t","format":"DELTA"}""", "[ICEBERG]")]
    [InlineData("PUT", "/table-bucket-replication?tableBucketARN={arn}", """{"configuration":{"role":"r","rules":[]}}""", "configuration.rules")]
    [InlineData("PUT", "/table-bucket-replication?tableBucketARN={arn}", """{"configuration":{"role":"arn:aws:iam::000000000000:role/x","rules":[null]}}""", "destinations")]
    public async Task A_bad_input_is_a_400_that_names_the_field(string method, string target, string? body, string named)
    {
        await using var lake = await Lake.StartAsync();

        var (status, answer, _) = await lake.SendAsync(new(method), target.Replace("{arn}", lake.Bucket.Encoded), body);

        Assert.Equal(400, status);
        Assert.Contains(named, System.Text.RegularExpressions.Regex.Unescape(answer));
    }
}
