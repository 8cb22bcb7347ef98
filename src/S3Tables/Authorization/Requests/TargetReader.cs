using Floe.S3Tables.Client;
using Floe.S3Tables.Http;

namespace Floe.S3Tables.Authorization.Requests;

/// <summary>Finds what a request of the S3 Tables API is about, where the service model puts it.</summary>
public static class TargetReader
{
    /// <param name="operation">The name in the service model.</param>
    /// <param name="label">A decoded path label by name, or null.</param>
    /// <param name="query">A decoded query parameter by name, or null.</param>
    /// <param name="createdName">The name in the body of CreateTableBucket and CreateTable, if it has one.</param>
    /// <param name="caller">Whose account new table buckets belong to.</param>
    /// <param name="region">The service's Region.</param>
    /// <returns>Null where an ARN or name is missing or malformed: that is a bad request, whoever sent it. Do not run the operation.</returns>
    public static Target? Read(
        string operation, Func<string, string?> label, Func<string, string?> query, string? createdName, Caller caller, string region) => operation switch
        {
            "ListTableBuckets" => new AllTableBuckets(region, caller.AccountId),
            "CreateTableBucket" => new TableBucketTarget(new(region, caller.AccountId, createdName ?? "*")),
            "TagResource" or "UntagResource" or "ListTagsForResource" => OfArn(label("resourceArn")),
            "GetTable" when query("tableArn") is { } arn => OfTable(arn),
            "GetTable" => OfNames(query("tableBucketARN"), query("namespace"), query("name")),
            "CreateTable" => OfNames(label("tableBucketARN"), label("namespace"), createdName ?? "*"),
            "ListTables" => OfBucket(label("tableBucketARN"), query("namespace")),
            _ when label("name") is { } name => OfNames(label("tableBucketARN"), label("namespace"), name),
            _ when label("tableBucketARN") is { } bucket => OfBucket(bucket, label("namespace")),
            _ when query("tableArn") is { } arn => OfTable(arn),
            _ => OfBucket(query("tableBucketARN"), null),
        };

    private static Target? OfArn(string? arn) => (Target?)OfTable(arn) ?? OfBucket(arn, null);

    private static TableArnTarget? OfTable(string? arn) => TableArn.TryParse(arn, out var table) ? new(table) : null;

    private static TableBucketTarget? OfBucket(string? arn, string? @namespace) => TableBucketArn.TryParse(arn, out var bucket) ? new(bucket, @namespace) : null;

    private static TableTarget? OfNames(string? arn, string? @namespace, string? name) =>
        TableBucketArn.TryParse(arn, out var bucket) && @namespace is not null && name is not null ? new(bucket, @namespace, name) : null;
}
