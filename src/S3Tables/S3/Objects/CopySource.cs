namespace Floe.S3Tables.S3.Objects;

/// <summary>Reads <c>x-amz-copy-source: /bucket/key</c>, percent-encoded, the first slash optional.</summary>
internal static class CopySource
{
    public static (string Bucket, string Key) Parse(S3Request request)
    {
        var header = request.Header("x-amz-copy-source")!;
        var source = header.TrimStart('/');
        var question = source.IndexOf("?versionId=", StringComparison.Ordinal);
        if (question >= 0 && source[(question + 11)..] != "null") throw S3Errors.UnknownSubresource("versionId");
        if (question >= 0) source = source[..question];
        var slash = source.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == source.Length - 1)
            throw S3Errors.InvalidArgument("Copy Source must mention the source bucket and key: sourcebucket/sourcekey", "x-amz-copy-source", header);
        return (Uri.UnescapeDataString(source[..slash]), Uri.UnescapeDataString(source[(slash + 1)..]));
    }
}
