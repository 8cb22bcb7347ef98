using Floe.Iceberg.Catalog.Wire;
using Floe.Iceberg.Updates;
using Floe.S3Tables.Catalog;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Rest;

public sealed class CommitOperation(TableCommitter committer)
{
    public async Task<RestResult> CommitAsync(RestRequest request, CancellationToken cancellationToken)
    {
        var (arn, @namespace, table) = (request.BucketArn, request.Namespace, request.Table);
        var body = CommitTableRequest.Parse(await request.ReadBodyAsync(cancellationToken));
        if (body.Identifier is { } identifier && (identifier.Namespace != @namespace || identifier.Name != table))
            throw new Iceberg.Catalog.BadRequestException($"The request's identifier {identifier} is not the table of its path, {@namespace}.{table}.");
        var place = new TablePlace(arn, @namespace, table, request.AccountId);
        return TableAnswers.Of(!request.IsStrict && body.Requirements is [AssertCreate] && !committer.Exists(place)
            ? await committer.CreateAsync(place, body, Keep, cancellationToken)
            : await committer.CommitAsync(place, body, Keep, cancellationToken));

        void Keep(SqliteConnection connection, StoredMetadata stored) => request.Keep(connection, TableAnswers.Of(stored));
    }
}
