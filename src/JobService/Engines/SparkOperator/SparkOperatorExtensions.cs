using Floe.JobService.Engines.SparkOperator.Logs;
using Floe.JobService.Kubernetes;
using Floe.JobService.Spark;
using Floe.JobService.Spark.Settings;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>Adds Spark on Kubernetes, where the settings name a cluster. Whether it can be reached is asked while the service runs.</summary>
public static class SparkOperatorExtensions
{
    /// <summary>Needs what <c>AddSparkSubmitEngine</c> adds: Spark's settings and the look-up of table buckets.</summary>
    /// <exception cref="ServiceDefaults.Startup.StartupException">A setting is wrong.</exception>
    public static IServiceCollection AddSparkOperatorEngine(this IServiceCollection services, IConfiguration configuration)
    {
        if (!SparkOperatorConfiguration.IsEnabled(configuration)) return services;
        var options = SparkOperatorConfiguration.Read(configuration, configuration["Spark:Namespace"] is { Length: > 0 } space ? space : SparkOptions.DefaultNamespace);
        services.AddSingleton(options);
        services.AddSingleton(options.Cluster);
        services.AddSingleton<KubernetesConnection>();
        services.AddSingleton<KubernetesApi>();
        services.AddSingleton<LogSlots>();
        services.AddSingleton<ApplicationSource>();
        services.AddSingleton<SqlResults>();
        services.AddSingleton<ClusterWatch>();
        services.AddSingleton<OperatorTools>();
        services.AddSingleton<SparkOperatorEngine>();
        services.AddSingleton<IJobEngine>(provider => provider.GetRequiredService<SparkOperatorEngine>());
        services.AddSingleton<ExternalApplications>();
        services.AddHostedService(provider => provider.GetRequiredService<ClusterWatch>());
        services.AddHostedService<ApplicationSweep>();
        return services;
    }
}
