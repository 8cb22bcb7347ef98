using Amazon.Runtime;
using Floe.ServiceDefaults.Startup;
using Microsoft.Extensions.Configuration;

namespace Floe.ServiceDefaults.Aws;

internal static class AwsRegion
{
    /// <summary>What Floe's own S3 Tables service answers to where nothing is said.</summary>
    private const string Emulated = "us-east-1";

    /// <param name="configuration">Where the variables are.</param>
    /// <param name="isNeeded">A request will go to AWS itself, so a guess would be a request to the wrong place.</param>
    public static string Find(IConfiguration configuration, bool isNeeded)
    {
        var region = configuration[AwsVariables.Region] ?? configuration[AwsVariables.DefaultRegion];
        if (!string.IsNullOrWhiteSpace(region)) return region.Trim();
        if (!isNeeded) return Emulated;

        // The profile's region counts as it does for the AWS CLI. The instance metadata service is left out: it takes seconds to not answer.
        return FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false)?.SystemName
            ?? throw new StartupException($"No AWS region is set. Set {AwsVariables.Region}, or a region in the AWS profile, "
                + $"or set {AwsVariables.Endpoint} to use a local S3 Tables service.");
    }
}
