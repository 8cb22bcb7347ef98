using Floe.S3Tables.Client;

namespace Floe.JobService.Engines.Embedded;

/// <summary>Finds table buckets as people name them: by name or by ARN.</summary>
public sealed class TableBuckets(S3TablesClient client)
{
    /// <returns>Null where there is no such table bucket, or its ARN is of another account or region.</returns>
    public async Task<TableBucketArn?> FindAsync(string nameOrArn, CancellationToken cancellationToken)
    {
        if (TableBucketArn.TryParse(nameOrArn, out var arn)) return await ExistsAsync(arn, cancellationToken) ? arn : null;
        // The API gets table buckets by ARN only, and an ARN needs the account: the list knows it.
        await foreach (var bucket in client.ListTableBucketsAsync(prefix: nameOrArn, cancellationToken))
        {
            if (bucket.Name == nameOrArn) return TableBucketArn.Parse(bucket.Arn);
        }
        return null;
    }

    public async Task<IReadOnlyList<string>> ListNamesAsync(CancellationToken cancellationToken) =>
        await client.ListTableBucketsAsync(cancellationToken: cancellationToken).Select(bucket => bucket.Name).ToListAsync(cancellationToken);

    private async Task<bool> ExistsAsync(TableBucketArn arn, CancellationToken cancellationToken)
    {
        try
        {
            await client.GetTableBucketAsync(arn, cancellationToken);
            return true;
        }
        catch (S3TablesException e) when (e.IsNotFound)
        {
            return false;
        }
    }
}
