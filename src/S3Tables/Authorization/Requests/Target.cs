using Floe.S3Tables.Client;

namespace Floe.S3Tables.Authorization.Requests;

/// <summary>What a request acts on, as far as the request itself says.</summary>
public abstract record Target;

/// <summary>The table buckets of an account in a Region: ListTableBuckets.</summary>
public sealed record AllTableBuckets(string Region, string AccountId) : Target;

/// <summary>A table bucket, there or to be created.</summary>
/// <param name="Arn">The table bucket.</param>
/// <param name="Namespace">The namespace that an existing-namespace operation or ListTables names; null in CreateNamespace, which has no such condition key.</param>
public sealed record TableBucketTarget(TableBucketArn Arn, string? Namespace = null) : Target;

/// <summary>A table by its name, there or to be created.</summary>
public sealed record TableTarget(TableBucketArn Bucket, string Namespace, string Name) : Target;

/// <summary>A table by its ARN.</summary>
public sealed record TableArnTarget(TableArn Arn) : Target;

/// <summary>The bucket that holds a table's files.</summary>
public sealed record WarehouseTarget(string Bucket) : Target;
