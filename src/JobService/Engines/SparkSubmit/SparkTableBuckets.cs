using Amazon.Runtime;
using Floe.JobService.Engines.Embedded;
using Floe.S3Tables.Client;
using Floe.ServiceDefaults.Aws;

namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>Spark's catalogs take a table bucket by its ARN alone; people name it.</summary>
internal sealed class SparkTableBuckets(AwsSettings aws, IHttpClientFactory http)
{
    /// <returns>The ARN; null where the job has no table bucket.</returns>
    /// <exception cref="RunInputException">There is no such table bucket, or nobody can be asked.</exception>
    public async Task<string?> ResolveAsync(string nameOrArn, CancellationToken cancellationToken)
    {
        if (nameOrArn.Length == 0) return null;
        if (TableBucketArn.TryParse(nameOrArn, out var arn)) return arn.ToString();
        using var client = http.CreateClient(SqlRuns.HttpClientName);
        try
        {
            return (await new TableBuckets(new S3TablesClient(client, aws.S3TablesEndpoint)).FindAsync(nameOrArn, cancellationToken))?.ToString() ?? throw new RunInputException(
                $"There is no table bucket '{nameOrArn}' at {aws.S3TablesEndpoint}. Create it (aws s3tables create-table-bucket --name ...), or submit the job for one there is.");
        }
        catch (Exception e) when (e is HttpRequestException or S3TablesException or AmazonClientException)
        {
            throw new RunInputException($"The table bucket '{nameOrArn}' cannot be looked up. {RunFailures.Explain(e)} A job that gives the bucket's ARN needs no look-up.", e);
        }
    }
}
