using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Floe.S3Tables.Client.Signing;

/// <summary>
/// Presigned URLs of Signature Version 2. Nobody should make them any more, but <c>aws s3 presign</c> and boto3 still do for path-style addresses in us-east-1.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html, "Query string request authentication alternative"</remarks>
public static class PresignedQueryV2
{
    private static readonly string[] OwnParameters = ["AWSAccessKeyId", "Signature", "Expires"];

    /// <summary>Parameters that are part of the resource; all others are not signed.</summary>
    private static readonly HashSet<string> Subresources = new(StringComparer.Ordinal)
    {
        "accelerate", "acl", "analytics", "cors", "delete", "inventory", "lifecycle", "location", "logging", "metrics", "notification", "object-lock", "partNumber", "policy",
        "replication", "requestPayment", "response-cache-control", "response-content-disposition", "response-content-encoding", "response-content-language", "response-content-type",
        "response-expires", "restore", "select", "select-type", "storageClass", "tagging", "torrent", "uploadId", "uploads", "versionId", "versioning", "versions", "website",
    };

    public static bool IsPresent(SignableRequest request) => OwnParameters.All(name => request.RawQuery.Contains(name + "=", StringComparison.Ordinal));

    /// <summary>Verifies the signature and that it has not expired; <paramref name="amzHeaders"/> are the request's headers beginning with x-amz-, in lower case.</summary>
    /// <exception cref="SignatureException">The signature does not hold.</exception>
    public static void Verify(SignableRequest request, IEnumerable<string> amzHeaders, Func<string, AwsCredentials?> findCredentials, TimeProvider time)
    {
        var parameters = request.RawQuery.Split('&').Select(part => part.Split('=', 2)).Select(part => (Name: part[0], Value: part.Length > 1 ? Uri.UnescapeDataString(part[1]) : null)).ToList();
        var present = parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        if (OwnParameters.FirstOrDefault(name => !present.Contains(name)) is { } missing)
            throw new SignatureException(SignatureError.Mismatch, $"Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters; {missing} is missing.");
        var values = parameters.Where(parameter => OwnParameters.Contains(parameter.Name)).DistinctBy(parameter => parameter.Name).ToDictionary(p => p.Name, p => p.Value ?? "");
        if (!long.TryParse(values["Expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var expires))
            throw new SignatureException(SignatureError.Expired, $"Invalid date (should be seconds since epoch): {values["Expires"]}");
        if (time.GetUtcNow().ToUnixTimeSeconds() > expires) throw new SignatureException(SignatureError.Expired, "Request has expired");
        var credentials = findCredentials(values["AWSAccessKeyId"]) ?? throw new SignatureException(SignatureError.UnknownAccessKey, "The AWS Access Key Id you provided does not exist in our records.");

        var text = new StringBuilder().Append(request.Method).Append('\n').Append(request.Header("content-md5")).Append('\n').Append(request.Header("content-type")).Append('\n')
            .Append(values["Expires"]).Append('\n');
        foreach (var header in amzHeaders.Order(StringComparer.Ordinal)) text.Append(header).Append(':').Append(request.Header(header)).Append('\n');
        text.Append(request.RawPath);
        var separator = '?';
        foreach (var (name, value) in parameters.Where(parameter => Subresources.Contains(parameter.Name)).OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
        {
            text.Append(separator).Append(name);
            if (value is not null) text.Append('=').Append(value);
            separator = '&';
        }
        var expected = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(credentials.SecretAccessKey), Encoding.UTF8.GetBytes(text.ToString())));
        if (SigV4Verifier.AreEqual(expected, values["Signature"])) return;
        throw new SignatureException(SignatureError.Mismatch, "The request signature we calculated does not match the signature you provided. Check your key and signing method.")
        { Details = new Dictionary<string, string> { ["StringToSign"] = text.ToString(), ["SignatureProvided"] = values["Signature"] } };
    }
}
