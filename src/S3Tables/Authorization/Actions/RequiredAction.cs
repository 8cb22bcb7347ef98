namespace Floe.S3Tables.Authorization.Actions;

/// <summary>An action that must be allowed for an operation to run, and what it is asked of.</summary>
public readonly record struct RequiredAction(string Action, ActionTarget On);

public enum ActionTarget
{
    TableBucket,
    Table,

    /// <summary>Table or table bucket, whichever the request names: tags.</summary>
    Addressed,

    /// <summary>The IAM role that the request hands to the service.</summary>
    Role,

    /// <summary>Of S3: the account's buckets as a whole.</summary>
    AllBuckets,

    /// <summary>Of S3: a general purpose bucket.</summary>
    Bucket,

    /// <summary>Of S3: an object of a general purpose bucket.</summary>
    Object,
}
