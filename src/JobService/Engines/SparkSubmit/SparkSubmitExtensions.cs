using Floe.JobService.Hosting;
using Floe.JobService.Spark.Settings;
using Floe.ServiceDefaults.Aws;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>Adds Spark on this machine. Whether there is one is asked at each submit, so that it can be installed while the service runs.</summary>
public static class SparkSubmitExtensions
{
    /// <summary>Needs the embedded engine's HTTP client for S3 Tables, and the AWS settings.</summary>
    public static IServiceCollection AddSparkSubmitEngine(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(provider => SparkConfiguration.Read(configuration, provider.GetRequiredService<AwsSettings>()));
        services.AddSingleton(provider => SparkSubmitConfiguration.Read(configuration, Path.Combine(provider.GetRequiredService<JobServiceOptions>().DataFolder, "spark-submit")));
        services.AddSingleton<SparkFinder>();
        services.AddSingleton<SparkTableBuckets>();
        services.AddSingleton<SparkSubmitRuns>();
        services.AddSingleton<SparkSubmitCheck>();
        services.AddSingleton<OldRuns>();
        services.AddSingleton<SparkSubmitEngine>();
        services.AddSingleton<IJobEngine>(provider => provider.GetRequiredService<SparkSubmitEngine>());
        return services;
    }
}
