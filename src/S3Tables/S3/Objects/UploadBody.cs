using Floe.S3Tables.Client.Signing.Payload;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.S3.Http;

namespace Floe.S3Tables.S3.Objects;

/// <summary>Receives the body of PutObject or UploadPart, and checks it against everything the sender says of it.</summary>
internal static class UploadBody
{
    public const long MaxSize = 5L * 1024 * 1024 * 1024;

    /// <summary>The announced length; S3 takes no body without one.</summary>
    public static long CheckLength(S3Request request)
    {
        var length = request.Body is AwsChunkedStream chunked ? chunked.Length : request.Http.ContentLength
            ?? (request.Http.Headers.TransferEncoding.Count == 0 ? 0 : throw S3Errors.New(411, "MissingContentLength", "You must provide the Content-Length HTTP header.", null));
        return length <= MaxSize ? length : throw S3Errors.New(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", null,
            ("ProposedSize", length.ToString()), ("MaxSizeAllowed", MaxSize.ToString()));
    }

    public static async Task<IncomingContent> ReceiveAsync(S3Store store, S3Request request, CancellationToken cancellationToken)
    {
        var digests = UploadDigests.Read(request);
        return await ReceiveAsync(store.Receive(digests.Algorithm), digests, request, cancellationToken);
    }

    /// <param name="store">Receives the bytes.</param>
    /// <param name="request">The request whose body it is.</param>
    /// <param name="ofUpload">The checksum that the part's upload was begun with.</param>
    /// <param name="cancellationToken">Gives up; what has arrived is removed.</param>
    public static async Task<IncomingContent> ReceivePartAsync(S3Store store, S3Request request, ChecksumAlgorithm? ofUpload, CancellationToken cancellationToken)
    {
        var digests = UploadDigests.Read(request);
        return await ReceiveAsync(store.ReceivePart(digests.Algorithm, ofUpload), digests, request, cancellationToken);
    }

    private static async Task<IncomingContent> ReceiveAsync(IncomingContent incoming, UploadDigests digests, S3Request request, CancellationToken cancellationToken)
    {
        try
        {
            await incoming.WriteAsync(request.Body, request.Body is AwsChunkedStream chunked ? chunked.Length : request.Http.ContentLength, cancellationToken);
            incoming.Complete();
            digests.Verify(incoming.Md5, incoming.Claimed, request.Body);
            return incoming;
        }
        catch
        {
            incoming.Dispose();
            throw;
        }
    }
}
