using Floe.Iceberg.Catalog.Wire;

namespace Floe.S3Tables.Rest;

public sealed class CommitOperation(TableCommitter committer)
{
    public async Task<RestResult> CommitAsync(RestRequest request, CancellationToken cancellationToken)
    {
        var (arn, @namespace, table) = (request.BucketArn, request.Namespace, request.Table);
        var body = CommitTableRequest.Parse(await request.ReadBodyAsync(cancellationToken));
        if (body.Identifier is { } identifier && (identifier.Namespace != @namespace || identifier.Name != table))
            throw new Iceberg.Catalog.BadRequestException($"The request's identifier {identifier} is not the table of its path, {@namespace}.{table}.");
        return TableAnswers.Of(await committer.CommitAsync(arn, @namespace, table, body, request.AccountId, cancellationToken));
    }
}
