using Floe.Engine;
using Floe.Iceberg;
using Floe.Iceberg.IO;
using Floe.JobService.Client;
using Floe.S3Tables.Client;
using Floe.ServiceDefaults.Startup;

namespace Floe.Cli.Output;

/// <summary>A failure that the user can mend: told in one line, without a stack trace.</summary>
internal sealed class UserErrorException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Tells what the user can mend from what is a fault of Floe, which keeps its stack trace.</summary>
internal static class UserError
{
    public static string? Message(Exception error) => error switch
    {
        UserErrorException or StartupException or S3TablesException or JobsClientException or IcebergException or FileRefusedException or SqlException => error.Message,
        Amazon.S3.AmazonS3Exception s3 => $"S3 answered {s3.ErrorCode}: {s3.Message}",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => $"{error.Message}. Is `floe up` running? --server and FLOE_SERVER name another place.",
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => error.Message,
        _ => null,
    };
}
