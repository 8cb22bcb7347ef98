using Floe.S3Tables.Client;

namespace Floe.S3Tables.Catalog;

public sealed record TableBucket(string Id, string Arn, string Name, string AccountId, DateTimeOffset CreatedAt)
{
    public static TableBucket New(TableBucketArn arn, DateTimeOffset now) => new(Ids.New(), arn.ToString(), arn.Name, arn.AccountId, now);
}
