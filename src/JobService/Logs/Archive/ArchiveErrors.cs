using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;

namespace Floe.JobService.Logs.Archive;

/// <summary>What S3 and the network say, in words that tell what to do.</summary>
internal static class ArchiveErrors
{
    public const string NoBucket = "NoSuchBucket";

    /// <summary>True where the failure is the archive's.</summary>
    public static bool IsOfArchive(Exception failure) =>
        failure is AmazonServiceException or AmazonClientException or HttpRequestException or SocketException or HttpIOException or TimeoutException;

    public static ArchiveException Of(Exception failure, string place) => failure switch
    {
        AmazonS3Exception { ErrorCode: NoBucket } => new(place, $"There is no such bucket. Make it: aws s3 mb {BucketOf(place)}.", isGone: false, failure),
        AmazonS3Exception { StatusCode: HttpStatusCode.NotFound } => new(place, "It is not in the archive any more: somebody deleted it, or a lifecycle rule of the bucket did.", isGone: true, failure),
        AmazonS3Exception { StatusCode: HttpStatusCode.Forbidden } e =>
            new(place, $"S3 refuses it ({e.ErrorCode}: {Sentence(e.Message)}) Let the service's user s3:PutObject, GetObject, DeleteObject, AbortMultipartUpload, ListBucket and ListBucketMultipartUploads there.", isGone: false, failure),
        AmazonS3Exception { ErrorCode: { Length: > 0 } code } e => new(place, $"S3 answers {code}: {Sentence(e.Message)}", isGone: false, failure),
        TimeoutException => new(place, "S3 does not answer in time.", isGone: false, failure),
        _ => new(place, $"S3 cannot be reached: {Sentence(Innermost(failure).Message)}", isGone: false, failure),
    };

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;

    private static string Sentence(string text) => $"{text.Trim().TrimEnd('.')}.";

    private static string BucketOf(string place) => place[..place.IndexOf('/', ArchiveFolder.Scheme.Length)];
}
