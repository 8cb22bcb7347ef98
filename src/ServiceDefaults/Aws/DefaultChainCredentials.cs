using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace Floe.ServiceDefaults.Aws;

/// <summary>The SDK's chain, walked at the first request: a start does not wait for metadata services, and needs none for local work.</summary>
internal sealed class DefaultChainCredentials : AWSCredentials
{
    public override ImmutableCredentials GetCredentials() => DefaultAWSCredentialsIdentityResolver.GetCredentials().GetCredentials();

    public override async Task<ImmutableCredentials> GetCredentialsAsync() =>
        await DefaultAWSCredentialsIdentityResolver.GetCredentials().GetCredentialsAsync().ConfigureAwait(false);
}
