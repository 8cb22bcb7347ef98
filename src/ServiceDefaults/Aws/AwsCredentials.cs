using Amazon.Runtime;
using Floe.ServiceDefaults.Startup;
using Microsoft.Extensions.Configuration;

namespace Floe.ServiceDefaults.Aws;

internal static class AwsCredentials
{
    /// <summary>The key pair that is configured, else the SDK's own chain (profile, web identity, container, instance).</summary>
    public static AWSCredentials Find(IConfiguration configuration)
    {
        var id = configuration[AwsVariables.AccessKeyId];
        var secret = configuration[AwsVariables.SecretAccessKey];
        return (string.IsNullOrEmpty(id), string.IsNullOrEmpty(secret)) switch
        {
            (true, true) => new DefaultChainCredentials(),
            (false, false) when configuration[AwsVariables.SessionToken] is { Length: > 0 } token => new SessionAWSCredentials(id, secret, token),
            (false, false) => new BasicAWSCredentials(id, secret),
            (false, true) => throw HalfPair(AwsVariables.AccessKeyId, AwsVariables.SecretAccessKey),
            (true, false) => throw HalfPair(AwsVariables.SecretAccessKey, AwsVariables.AccessKeyId),
        };
    }

    private static StartupException HalfPair(string present, string missing) =>
        new($"{present} is set but {missing} is not. Set both, or neither to use the AWS profile or the machine's role.");
}
