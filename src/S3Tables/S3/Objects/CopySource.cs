namespace Floe.S3Tables.S3.Objects;

/// <summary>Reads <c>x-amz-copy-source: /bucket/key</c>, percent-encoded, the first slash optional, with <c>?versionId=</c> or without.</summary>
internal static class CopySource
{
    public static (string Bucket, string Key, string? VersionId) Parse(S3Request request)
    {
        var header = request.Header("x-amz-copy-source")!;
        var question = header.IndexOf("?versionId=", StringComparison.Ordinal);
        var version = question < 0 ? null : Uri.UnescapeDataString(header[(question + 11)..]);
        // Some SDKs encode the slash between bucket and key too; a bucket's name holds none, so decoding first is safe.
        var decoded = Uri.UnescapeDataString(question >= 0 ? header[..question] : header);
        var source = decoded.StartsWith('/') ? decoded[1..] : decoded;
        var slash = source.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == source.Length - 1)
            throw S3Errors.InvalidArgument("Copy Source must mention the source bucket and key: sourcebucket/sourcekey", "x-amz-copy-source", header);
        return (source[..slash], source[(slash + 1)..], version);
    }
}
