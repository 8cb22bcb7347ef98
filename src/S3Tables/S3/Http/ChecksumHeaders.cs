using Floe.S3Tables.ObjectStore.Checksums;

namespace Floe.S3Tables.S3.Http;

internal static class ChecksumHeaders
{
    public static void Write(HttpResponse response, Checksum? checksum, bool withType = true)
    {
        if (checksum is null) return;
        response.Headers[checksum.Algorithm.Header()] = checksum.Value;
        if (withType) response.Headers["x-amz-checksum-type"] = checksum.Type.Name();
    }
}
