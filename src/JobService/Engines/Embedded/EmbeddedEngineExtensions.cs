using System.Globalization;
using Amazon.S3;
using Floe.Engine;
using Floe.Iceberg.IO;
using Floe.JobService.Hosting;
using Floe.S3Tables.Client.Signing;
using Floe.ServiceDefaults.Aws;
using AwsCredentials = Floe.S3Tables.Client.Signing.AwsCredentials;

namespace Floe.JobService.Engines.Embedded;

/// <summary>Adds the built-in SQL engine. Files go over S3; a host with a shorter way replaces <see cref="IFileIO"/>.</summary>
public static class EmbeddedEngineExtensions
{
    public static IServiceCollection AddEmbeddedEngine(this IServiceCollection services)
    {
        services.AddHttpClient(SqlRuns.HttpClientName).AddHttpMessageHandler(provider => Signing(provider.GetRequiredService<AwsSettings>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IFileIO>(provider => new S3FileIO(
            provider.GetRequiredService<IAmazonS3>(), Path.Combine(provider.GetRequiredService<JobServiceOptions>().DataFolder, "cache")));
        services.AddSingleton(provider => Limits(provider.GetRequiredService<JobServiceOptions>()));
        services.AddSingleton<SqlRuns>();
        services.AddSingleton<ScriptSource>();
        services.AddSingleton<EmbeddedEngine>();
        services.AddSingleton<IJobEngine>(provider => provider.GetRequiredService<EmbeddedEngine>());
        services.AddSingleton<ISqlEngine>(provider => provider.GetRequiredService<EmbeddedEngine>());
        return services;
    }

    private static SigV4SigningHandler Signing(AwsSettings aws, TimeProvider time) =>
        new(_ => CredentialsAsync(aws), aws.Region, "s3tables", time);

    private static async ValueTask<AwsCredentials> CredentialsAsync(AwsSettings aws)
    {
        var keys = await aws.Credentials.GetCredentialsAsync();
        return new(keys.AccessKey, keys.SecretKey, string.IsNullOrEmpty(keys.Token) ? null : keys.Token);
    }

    /// <summary>Half of the memory that this process may use (a container's limit counts), shared by the jobs that run at a time; the rest is for files' caches and for us.</summary>
    private static EngineOptions Limits(JobServiceOptions options)
    {
        var megabytes = options.EngineMemoryMegabytes ?? Math.Max(256, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 / options.MaxRunningJobs / 1_000_000);
        return new(Environment.ProcessorCount, string.Create(CultureInfo.InvariantCulture, $"{megabytes}MB"), Path.Combine(options.DataFolder, "tmp"));
    }
}
