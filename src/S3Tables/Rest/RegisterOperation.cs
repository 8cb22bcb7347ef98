using Floe.Iceberg.Catalog;
using Floe.S3Tables.Authorization;
using Floe.S3Tables.Authorization.Requests;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.Rest;

/// <summary>
/// Makes a table of metadata that is there already, in a general purpose bucket. Nothing is copied: what the table has stays where it is, and what is
/// committed from then on has its metadata in the table's own bucket. Lenient profile only.
/// </summary>
public sealed class RegisterOperation(TableLifecycle tables, Authorizer authorizer)
{
    private const string WarehouseSuffix = "--table-s3";

    public async Task<RestResult> RegisterAsync(RestRequest request, CancellationToken cancellationToken)
    {
        var place = (request.BucketArn, request.Namespace);
        var body = await request.ReadBodyAsync(RestJson.Default.RegisterBody, cancellationToken);
        Names.CheckTable(body.Name);
        if (body.Overwrite is true) throw new BadRequestException("overwrite is not supported: drop the table first, or commit to it.");
        var location = body.MetadataLocation ?? throw new BadRequestException("'metadata-location' is missing.");
        CheckLocation(request, location);
        return TableAnswers.Of(await tables.RegisterAsync(
            new(place.BucketArn, place.Namespace, body.Name!, request.AccountId), location,
            (connection, stored) => request.Keep(connection, TableAnswers.Of(stored)), cancellationToken));
    }

    private void CheckLocation(RestRequest request, string location)
    {
        if (!ObjectLocation.TryParse(location, out var file)) throw new BadRequestException($"'metadata-location' must be an S3 URI of an object, not '{location}'.");
        if (file.Bucket.EndsWith(WarehouseSuffix, StringComparison.Ordinal))
            throw new BadRequestException($"'metadata-location' {location} is in the bucket of another table, with which it would go. Copy the files to a general purpose bucket.");
        if (authorizer.CheckS3(request.Service.Caller, "GetObject", file.Bucket, file.Key, RequestOrigin.Of(request.Service.Http)) is { } denial)
            throw new ForbiddenException(denial.Message);
    }
}
