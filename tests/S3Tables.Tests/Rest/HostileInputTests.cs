using CsCheck;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Hosting;
using Floe.S3Tables.Rest;
using Floe.S3Tables.Tests.Authorization;
using Floe.S3Tables.Tests.TablesApi;

namespace Floe.S3Tables.Tests.Rest;

/// <summary>Whatever a user sends who may use one table bucket only, the answer is a 2xx or a 4xx (a defect of ours would be a 5xx) and holds nothing of the others.</summary>
public sealed class HostileInputTests
{
    private const string Secret = "s3cr3t_of_another_bucket";

    private static readonly AwsCredentials Ana = new("ana_key", "ana-secret");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static readonly (string Method, string Target, string Body)[] Seeds =
    [
        ("PUT", "/buckets", """{"name":"some-bucket","encryptionConfiguration":{"sseAlgorithm":"AES256"},"tags":{"a":"b"}}"""),
        ("PUT", "/tables/{arn}/ns", """{"name":"u","format":"ICEBERG","metadata":{"iceberg":{"schemaV2":{"type":"struct","fields":[{"id":1,"name":"id","required":true,"type":{"type":"list","element-id":2,"element":"int","element-required":false}}]},"partitionSpec":{"fields":[{"source-id":1,"transform":"bucket[4]","name":"p"}]},"writeOrder":{"order-id":1,"fields":[{"source-id":1,"transform":"identity","direction":"asc","null-order":"nulls-first"}]}}}}"""),
        ("PUT", "/tables/{arn}/ns/t/maintenance/icebergCompaction", """{"value":{"status":"enabled","settings":{"icebergCompaction":{"targetFileSizeMB":100,"strategy":"sort"}}}}"""),
        ("PUT", "/tables/{arn}/ns/t/metadata-location", """{"versionToken":"0","metadataLocation":"s3://x/y.metadata.json"}"""),
        ("PUT", "/table-bucket-replication?tableBucketARN={arn}", """{"configuration":{"role":"arn:aws:iam::000000000000:role/x","rules":[{"destinations":[{"destinationTableBucketARN":"arn:aws:s3tables:us-east-1:000000000000:bucket/lake"}]}]}}"""),
        ("PUT", "/buckets/{arn}/policy", """{"resourcePolicy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}"}"""),
        ("GET", "/tables/{arn}?namespace=ns&maxTables=10&continuationToken=YQ", ""),
        ("GET", "/iceberg/v1/config?warehouse={arn}", ""),
        ("POST", "/iceberg/v1/{arn}/namespaces", """{"namespace":["a"],"properties":{"owner":"b"}}"""),
        ("POST", "/iceberg/v1/{arn}/namespaces/ns/tables", """{"name":"v","schema":{"type":"struct","schema-id":0,"fields":[{"id":1,"name":"a","required":false,"type":"decimal(9,2)"}]},"partition-spec":{"spec-id":0,"fields":[]},"write-order":{"order-id":0,"fields":[]},"properties":{}}"""),
        ("POST", "/iceberg/v1/{arn}/namespaces/ns/tables/t", """{"requirements":[{"type":"assert-ref-snapshot-id","ref":"main","snapshot-id":null}],"updates":[{"action":"add-snapshot","snapshot":{"snapshot-id":1,"sequence-number":1,"timestamp-ms":1,"manifest-list":"s3://a/b","summary":{"operation":"append"},"schema-id":0}},{"action":"set-snapshot-ref","ref-name":"main","type":"branch","snapshot-id":1}]}"""),
        ("PUT", "/buckets/{arn}/encryption", """{"encryptionConfiguration":{"sseAlgorithm":"aws:kms","kmsKeyArn":"arn:aws:kms:us-east-1:000000000000:key/k"}}"""),
        ("PUT", "/buckets/{arn}/storage-class", """{"storageClassConfiguration":{"storageClass":"STANDARD"}}"""),
        ("PUT", "/buckets/{arn}/maintenance/icebergUnreferencedFileRemoval", """{"value":{"status":"enabled","settings":{"icebergUnreferencedFileRemoval":{"unreferencedDays":4,"nonCurrentDays":10}}}}"""),
        ("PUT", "/namespaces/{arn}", """{"namespace":["n1"]}"""),
        ("PUT", "/tables/{arn}/ns/t/rename", """{"newNamespaceName":"ns","newName":"t","versionToken":"0"}"""),
        ("PUT", "/tables/{arn}/ns/t/policy", """{"resourcePolicy":"{\"Version\":\"2012-10-17\",\"Statement\":[]}"}"""),
        ("POST", "/tag/{arn}", """{"tags":{"team":"a","floe:profile":"lenient"}}"""),
        ("DELETE", "/tag/{arn}?tagKeys=team&tagKeys=b", ""),
        ("GET", "/get-table?tableBucketARN={arn}&namespace=ns&name=t", ""),
        ("GET", "/table-replication?tableArn={arn}%2Ftable%2F7ff7750e-1111-4222-8333-444455556666", ""),
        ("PUT", "/table-record-expiration?tableArn={arn}%2Ftable%2F7ff7750e-1111-4222-8333-444455556666", """{"value":{"status":"enabled","settings":{"days":30}}}"""),
        ("GET", "/iceberg/v1/{arn}/namespaces/ns/tables?pageToken=&pageSize=5", ""),
        ("POST", "/iceberg/v1/{arn}/namespaces/ns/properties", """{"removals":["a"],"updates":{"b":"c"}}"""),
        ("POST", "/iceberg/v1/{arn}/namespaces/ns/register", """{"name":"r","metadata-location":"s3://b/t/metadata/v1.metadata.json","overwrite":false}"""),
        ("POST", "/iceberg/v1/{arn}/transactions/commit", """{"table-changes":[{"identifier":{"namespace":["ns"],"name":"t"},"requirements":[{"type":"assert-table-uuid","uuid":"7ff7750e-1111-4222-8333-444455556666"}],"updates":[{"action":"set-properties","updates":{"a":"b"}}]}]}"""),
        ("POST", "/iceberg/v1/{arn}/namespaces/ns/tables/t", """{"requirements":[],"updates":[{"action":"add-schema","schema":{"type":"struct","schema-id":1,"fields":[{"id":1,"name":"id","required":false,"type":"long"},{"id":2,"name":"m","required":false,"type":{"type":"map","key-id":3,"key":"string","value-id":4,"value":"decimal(38,10)","value-required":false}}]}},{"action":"set-current-schema","schema-id":-1},{"action":"add-spec","spec":{"spec-id":1,"fields":[{"source-id":1,"field-id":1000,"name":"b","transform":"bucket[16]"}]}},{"action":"set-default-spec","spec-id":-1}]}"""),
        ("GET", "/iceberg/v1/{hidden}/namespaces?pageToken=", ""),
        ("GET", "/iceberg/v1/{hidden}/namespaces/ns/tables/t?snapshots=all", ""),
        ("GET", "/tables/{hidden}?namespace=ns", ""),
        ("GET", "/get-table?tableBucketARN={hidden}&namespace=ns&name=t", ""),
        ("POST", "/iceberg/v1/{arn}/tables/rename", """{"source":{"namespace":["ns"],"name":"x"},"destination":{"namespace":["ns"],"name":"y"}}"""),
    ];

    private static readonly string[] Splinters = ["", "null", "-1", "1e999", "\"\"", "[", "{}", "\"\\ud800\"", "%00", "%2F", "%FF", "%", "..", "\0", "true", "99999999999999999999", "'", "é", "%1F"];

    [Fact]
    public async Task Broken_paths_and_bodies_are_never_a_defect()
    {
        await using var lake = await Lake.StartOnAsync(new S3TablesOptions
        {
            Port = 0,
            Catalog = new() { MaxTableBuckets = int.MaxValue, RestProfile = RestProfile.Lenient },
            Users = [new("ana", Ana.AccessKeyId, Ana.SecretAccessKey, null, [Sample.Policy(Sample.Statement("Allow", "s3tables:*", "arn:aws:s3tables:us-east-1:000000000000:bucket/lake*"))])],
        });
        await lake.CreateTableAsync();
        var hidden = await lake.CreateBucketAsync("hidden");
        await lake.Client.CreateNamespaceAsync(hidden, "ns", Cancellation);
        await lake.Client.CreateTableAsync(hidden, "ns", new("t", Metadata: new TableMetadata(new(new([new(Secret, "long")])))), Cancellation);
        await lake.Client.CreateTableAsync(hidden, "ns", new(Secret), Cancellation);
        using var ana = lake.Signed(Ana, "s3tables");
        // An answer that does not come is a failure too.
        ana.Timeout = TimeSpan.FromSeconds(30);
        string Fill(string text) => text.Replace("{arn}", lake.Bucket.Encoded, StringComparison.Ordinal).Replace("{hidden}", hidden.Encoded, StringComparison.Ordinal);
        var broken = Gen.Select(
            Gen.Int[0, Seeds.Length - 1], Gen.Bool, Gen.Int[0, 400], Gen.Int[0, 6], Gen.Int[0, Splinters.Length - 1],
            (seed, inTarget, at, length, splinter) => Break(Seeds[seed], inTarget, at, length, Splinters[splinter]));

        await broken.SampleAsync(
            async request =>
            {
                using var message = new HttpRequestMessage(new(request.Method), new Uri(lake.Endpoint.GetLeftPart(UriPartial.Authority) + Fill(request.Target)));
                if (request.Method is not "GET") message.Content = new StringContent(request.Body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
                using var answer = await ana.SendAsync(message, Cancellation);
                var body = await answer.Content.ReadAsStringAsync(Cancellation);
                if ((int)answer.StatusCode >= 500) throw new InvalidOperationException($"{answer.StatusCode} on {request.Method} {request.Target} {request.Body}: {body}");
                if (body.Contains(Secret, StringComparison.Ordinal)) throw new InvalidOperationException($"{request.Method} {request.Target} {request.Body} shows another table bucket: {body}");
                return true;
            },
            iter: Sample.Cases, threads: 4);

        Assert.Contains(Secret, (await lake.SendAsync(HttpMethod.Get, $"/tables/{hidden.Encoded}?namespace=ns")).Body, StringComparison.Ordinal);
    }

    /// <summary>Replaces a few characters of the target or of the body.</summary>
    private static (string Method, string Target, string Body) Break(
        (string Method, string Target, string Body) seed, bool inTarget, int at, int length, string splinter) => inTarget
        ? seed with { Target = "/" + Splice(seed.Target[1..], at, length, Uri.EscapeDataString(splinter)) }
        : seed with { Body = Splice(seed.Body, at, length, splinter) };

    private static string Splice(string text, int at, int length, string splinter)
    {
        at %= text.Length + 1;
        return text[..at] + splinter + text[Math.Min(text.Length, at + length)..];
    }
}
