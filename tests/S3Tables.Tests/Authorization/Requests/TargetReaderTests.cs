using System.Text;
using Floe.S3Tables.Authorization.Requests;
using Floe.S3Tables.Http;

namespace Floe.S3Tables.Tests.Authorization.Requests;

public sealed class TargetReaderTests
{
    private static readonly Caller Bob = new(Sample.OtherAccount, Sample.BobArn, IsAnonymous: false);

    [Fact]
    public void A_new_table_bucket_belongs_to_its_creator() => Assert.Equal(
        new TableBucketTarget(new("us-east-1", Sample.OtherAccount, "new")), Read("CreateTableBucket", createdName: "new"));

    [Fact]
    public void All_table_buckets_are_the_caller_s() => Assert.Equal(new AllTableBuckets("us-east-1", Sample.OtherAccount), Read("ListTableBuckets"));

    [Fact]
    public void Labels_name_a_table_bucket_a_namespace_or_a_table()
    {
        Assert.Equal(new TableBucketTarget(Sample.Bucket), Read("CreateNamespace", labels: "tableBucketARN=" + Sample.BucketText));
        Assert.Equal(new TableBucketTarget(Sample.Bucket, "hr"), Read("GetNamespace", labels: $"tableBucketARN={Sample.BucketText}&namespace=hr"));
        Assert.Equal(new TableTarget(Sample.Bucket, "hr", "t"), Read("DeleteTable", labels: $"tableBucketARN={Sample.BucketText}&namespace=hr&name=t"));
        Assert.Equal(new TableTarget(Sample.Bucket, "hr", "new"), Read("CreateTable", labels: $"tableBucketARN={Sample.BucketText}&namespace=hr", createdName: "new"));
        Assert.Equal(new TableBucketTarget(Sample.Bucket), Read("TagResource", labels: "resourceArn=" + Sample.BucketText));
        Assert.Equal(new TableArnTarget(Sample.Table), Read("TagResource", labels: "resourceArn=" + Sample.TableText));
    }

    [Fact]
    public void The_query_names_a_table_bucket_a_namespace_or_a_table()
    {
        Assert.Equal(new TableArnTarget(Sample.Table), Read("GetTable", query: "tableArn=" + Sample.TableText));
        Assert.Equal(new TableTarget(Sample.Bucket, "hr", "t"), Read("GetTable", query: $"tableBucketARN={Sample.BucketText}&namespace=hr&name=t"));
        Assert.Equal(new TableBucketTarget(Sample.Bucket, "hr"), Read("ListTables", labels: "tableBucketARN=" + Sample.BucketText, query: "namespace=hr"));
        Assert.Equal(new TableBucketTarget(Sample.Bucket), Read("GetTableBucketReplication", query: "tableBucketARN=" + Sample.BucketText));
        Assert.Equal(new TableArnTarget(Sample.Table), Read("GetTableReplicationStatus", query: "tableArn=" + Sample.TableText));
    }

    [Fact]
    public void A_query_cannot_stand_in_for_a_path() => Assert.Equal(new TableTarget(Sample.Bucket, "hr", "t"),
        Read("DeleteTable", labels: $"tableBucketARN={Sample.BucketText}&namespace=hr&name=t", query: "tableArn=" + Sample.TableText + "&name=other"));

    [Fact]
    public void What_is_not_named_properly_is_no_target()
    {
        Assert.Null(Read("GetTableBucket", labels: "tableBucketARN=lake"));
        Assert.Null(Read("GetTable"));
        Assert.Null(Read("GetTable", query: "tableArn=" + Sample.BucketText));
        Assert.Null(Read("GetTable", query: $"tableBucketARN={Sample.BucketText}&namespace=hr"));
        Assert.Null(Read("UntagResource", labels: "resourceArn=x"));
    }

    [Fact]
    public void Details_come_from_the_body_of_the_operation()
    {
        const string Body = """
            {"name":"t","format":"ICEBERG","encryptionConfiguration":{"sseAlgorithm":"aws:kms","kmsKeyArn":"k"},"storageClassConfiguration":{"storageClass":"STANDARD"},"tags":{"a":"b"}}
            """;

        var details = DetailsReader.Read("CreateTable", Encoding.UTF8.GetBytes(Body));

        Assert.Equal(("t", "aws:kms", "k", "STANDARD", "b"), (details.Name, details.SseAlgorithm, details.KmsKeyArn, details.StorageClass, details.Tags["a"]));
        Assert.Equal(RequestDetails.None, DetailsReader.Read("GetTable", Encoding.UTF8.GetBytes(Body)));
        Assert.Equal("r", DetailsReader.Read("PutTableReplication", """{"configuration":{"role":"r","rules":[]}}"""u8).RoleArn);
        Assert.Equal(["x"], DetailsReader.Read("TagResource", """{"tags":{"x":"y"}}"""u8).Tags.Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("{\"name\":1}")]
    public void A_body_that_the_operation_will_refuse_yields_no_details(string body)
    {
        foreach (var operation in (string[])["CreateTableBucket", "CreateTable", "PutTableBucketEncryption", "PutTableBucketStorageClass", "TagResource", "PutTableReplication"])
        {
            var details = DetailsReader.Read(operation, Encoding.UTF8.GetBytes(body));
            Assert.True(details is { Name: null, SseAlgorithm: null, StorageClass: null, RoleArn: null, Tags.Count: 0 });
        }
    }

    private static Target? Read(string operation, string labels = "", string query = "", string? createdName = null) =>
        TargetReader.Read(operation, name => Labels(labels).GetValueOrDefault(name), name => QueryParameters.Parse(query)[name], createdName, Bob, "us-east-1");

    private static Dictionary<string, string> Labels(string text) => QueryParameters.Parse(text).Pairs.ToDictionary();
}
