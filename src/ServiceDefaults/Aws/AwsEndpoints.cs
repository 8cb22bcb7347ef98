using Amazon;
using Floe.ServiceDefaults.Startup;
using Microsoft.Extensions.Configuration;

namespace Floe.ServiceDefaults.Aws;

internal static class AwsEndpoints
{
    /// <summary>The service's own variable, else the one for all services, else null: Amazon's endpoint ("Service-specific endpoints", SDK reference).</summary>
    public static Uri? Find(IConfiguration configuration, string serviceKey)
    {
        if (configuration[AwsVariables.IgnoreEndpoints] is { } ignore && bool.TryParse(ignore, out var ignored) && ignored) return null;
        return Parse(configuration, serviceKey) ?? Parse(configuration, AwsVariables.Endpoint);
    }

    public static Uri S3TablesOf(string region) => new($"https://s3tables.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}");

    private static Uri? Parse(IConfiguration configuration, string key)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text)) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new StartupException($"{key} is '{text}', which is no http or https URL. Set it to one, such as http://127.0.0.1:4580, or unset it to use AWS.");
    }
}
