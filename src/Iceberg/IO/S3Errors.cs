using System.Net;
using Amazon.S3;

namespace Floe.Iceberg.IO;

/// <summary>S3's refusals in the words of <see cref="IFileIO"/>.</summary>
internal static class S3Errors
{
    public static Exception ToException(AmazonS3Exception error, string location) => error.StatusCode switch
    {
        HttpStatusCode.NotFound => new FileMissingException(location, error),
        HttpStatusCode.PreconditionFailed => new FileExistsException(location, error),
        HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => new FileRefusedException(location, $"S3 refused {location}: {Describe(error)}. Check the credentials and their permissions.", error),
        _ => new FileRefusedException(location, $"S3 did not do what was asked of it at {location}: {Describe(error)}.", error),
    };

    private static string Describe(AmazonS3Exception error) => $"{error.Message.TrimEnd('.')} ({error.ErrorCode}, status {(int)error.StatusCode}, request {error.RequestId})";
}
