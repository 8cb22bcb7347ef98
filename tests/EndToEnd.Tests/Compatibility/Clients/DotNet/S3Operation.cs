using System.Text.Json.Nodes;
using Amazon.S3;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

/// <summary>An operation of the service model, input and output in its terms, by AWSSDK.S3.</summary>
internal delegate Task<JsonObject> S3Operation(IAmazonS3 s3, JsonObject input, CancellationToken cancellationToken);
