using Amazon.S3;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Floe.ServiceDefaults.Aws;

public static class AwsServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="AwsSettings"/> and one <see cref="IAmazonS3"/> for the whole service. The configuration is read at once, so that a wrong
    /// setting stops the start.
    /// </summary>
    public static IServiceCollection AddAws(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = AwsSettings.FromConfiguration(configuration);
        return services.AddSingleton(settings).AddSingleton<IAmazonS3>(_ => settings.CreateS3());
    }
}
