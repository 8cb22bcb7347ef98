using Floe.S3Tables.Client;

namespace Floe.S3Tables.Authorization.Policies;

/// <summary>What a policy is attached to; that decides which elements it must have and which resources it may name.</summary>
public abstract record PolicyScope
{
    /// <summary>Attached to a user: names no principal, and any resource.</summary>
    public static PolicyScope Identity { get; } = new IdentityScope();

    /// <summary>Attached to a table bucket: speaks of it and its tables.</summary>
    public static PolicyScope TableBucket(TableBucketArn arn) => new TableBucketScope(arn);

    /// <summary>Attached to a table: speaks of it alone.</summary>
    public static PolicyScope Table(TableArn arn) => new TableScope(arn);
}

internal sealed record IdentityScope : PolicyScope;

internal sealed record TableBucketScope(TableBucketArn Arn) : PolicyScope;

internal sealed record TableScope(TableArn Arn) : PolicyScope;
