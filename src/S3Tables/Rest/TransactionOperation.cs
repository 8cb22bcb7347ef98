using Floe.Iceberg.Catalog;
using Floe.Iceberg.Catalog.Wire;
using Floe.Iceberg.Updates;
using Floe.S3Tables.Catalog;

namespace Floe.S3Tables.Rest;

/// <summary>Commits to several tables of a table bucket at once. Lenient profile only.</summary>
public sealed class TransactionOperation(TableCommitter committer)
{
    public async Task<RestResult> CommitAsync(RestRequest request, CancellationToken cancellationToken)
    {
        var arn = request.BucketArn;
        var body = CommitTransactionRequest.Parse(await request.ReadBodyAsync(cancellationToken));
        if (body.TableChanges.Count == 0) throw new BadRequestException("'table-changes' is empty: a transaction changes at least one table.");
        if (body.TableChanges.GroupBy(change => change.Identifier).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new BadRequestException($"'table-changes' has {twice.Key} more than once. Put all its requirements and updates into one change.");
        if (body.TableChanges.FirstOrDefault(change => change.Requirements.Any(requirement => requirement is AssertCreate)) is { } create)
            throw new BadRequestException($"'table-changes' creates {create.Identifier} (assert-create). Create tables one by one, then commit to them together.");

        await committer.CommitAllAsync(
            [.. body.TableChanges.Select(change => (new TablePlace(arn, change.Identifier!.Namespace, change.Identifier.Name, request.AccountId), change))],
            connection => request.Keep(connection, RestResult.NoContent), cancellationToken);
        return RestResult.NoContent;
    }
}
