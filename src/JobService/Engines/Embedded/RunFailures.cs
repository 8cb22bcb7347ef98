using Amazon.Runtime;
using Floe.Engine;
using Floe.Iceberg.IO;
using Floe.S3Tables.Client;

namespace Floe.JobService.Engines.Embedded;

/// <summary>Words what can go wrong with a run through no defect of the engine.</summary>
internal static class RunFailures
{
    /// <returns>Null where it is a defect, which needs its stack trace.</returns>
    public static string? Explain(Exception failure) => failure switch
    {
        SqlException or RunInputException or FileRefusedException => failure.Message,
        S3TablesException e => $"S3 Tables refused a request: {e.Message} ({e.ErrorCode}, request {e.RequestId}). Check the credentials and the permissions of this service.",
        AmazonServiceException e => $"S3 refused a request: {e.Message} ({e.ErrorCode}, request {e.RequestId}). Check the credentials and the permissions of this service.",
        AmazonClientException e => $"S3 cannot be used: {e.Message}",
        HttpRequestException e => $"S3 Tables cannot be reached: {e.Message}. Start it, or set AWS_ENDPOINT_URL_S3TABLES to where it is.",
        _ => null,
    };

    /// <summary>False where the same job fails the same way each time, or could do harm.</summary>
    public static bool MayPass(Exception failure) => failure switch
    {
        SqlException e => e.MayPass,
        RunInputException => false,
        _ => true,
    };
}
