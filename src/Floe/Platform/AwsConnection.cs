using Floe.ServiceDefaults.Aws;

namespace Floe.Cli.Platform;

/// <summary>
/// Where a command finds S3 and S3 Tables: the AWS variables of the environment, and where they say nothing,
/// what the job service says of the platform it belongs to.
/// </summary>
internal static class AwsConnection
{
    public static async Task<AwsSettings> FindAsync(Uri server, CancellationToken cancellationToken)
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var hasEndpoint = environment[AwsVariables.Endpoint] ?? environment[AwsVariables.S3Endpoint] ?? environment[AwsVariables.S3TablesEndpoint];
        return AwsSettings.FromConfiguration(hasEndpoint is null ? await AskAsync(server, environment, cancellationToken) : environment);
    }

    private static async Task<IConfiguration> AskAsync(Uri server, IConfiguration environment, CancellationToken cancellationToken)
    {
        using var jobs = new JobsConnection(server);
        var platform = await jobs.Client.PlatformAsync(cancellationToken);
        var values = new Dictionary<string, string?>
        {
            [AwsVariables.Region] = platform.Region,
            [AwsVariables.S3Endpoint] = platform.S3Endpoint?.AbsoluteUri,
            [AwsVariables.S3TablesEndpoint] = platform.S3TablesEndpoint.AbsoluteUri,
        };
        if (platform.S3TablesEndpoint.IsLoopback && environment[AwsVariables.AccessKeyId] is null)
            (values[AwsVariables.AccessKeyId], values[AwsVariables.SecretAccessKey]) = (PlatformHost.AccessKeyId, PlatformHost.SecretAccessKey);
        return new ConfigurationBuilder().AddConfiguration(environment).AddInMemoryCollection(values).Build();
    }
}
