using System.Xml;
using Floe.Iceberg.Catalog;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.Rest;

/// <summary>Tells clients the prefix of their table bucket, and the S3 settings that fit this service, so that users need not set them.</summary>
public sealed class ConfigOperation(Database database)
{
    public Task<RestResult> GetAsync(RestRequest request, CancellationToken cancellationToken)
    {
        var warehouse = request.Query("warehouse");
        if (!TableBucketArn.TryParse(warehouse, out var arn))
            throw new BadRequestException($"The parameter warehouse must be the ARN of a table bucket, not '{warehouse}'.");
        database.Read(connection => TableBucketStore.Get(connection, arn.ToString()));

        var http = request.Service.Http.Request;
        var defaults = new Dictionary<string, string>
        {
            ["s3.endpoint"] = $"{http.Scheme}://{http.Host}",
            ["s3.path-style-access"] = "true",
            ["s3.region"] = arn.Region,
            ["client.region"] = arn.Region,
        };
        var overrides = new Dictionary<string, string> { ["prefix"] = arn.Encoded };

        // AWS sends no list of endpoints; clients then assume what S3 Tables has.
        var endpoints = request.IsStrict ? null : RestRoutes.LenientEndpoints;
        var lifetime = request.IsStrict ? null : XmlConvert.ToString(IdempotencyKeys.Lifetime);
        return Task.FromResult(RestResult.Ok(new(defaults, overrides, endpoints, lifetime), RestJson.Default.ConfigAnswer));
    }
}
