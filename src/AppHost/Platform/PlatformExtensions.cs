using Floe.ServiceDefaults.Platform;
using Floe.ServiceDefaults.Startup;

namespace Floe.AppHost.Platform;

internal static class PlatformExtensions
{
    /// <summary>Where the services keep their data; default <c>.floe</c> beside the AppHost. Relative paths start there too.</summary>
    public const string DataFolderKey = "Platform:DataFolder";

    /// <summary>Reads the switch <c>Platform:Target</c>.</summary>
    /// <exception cref="StartupException">It names no target, or one that the AppHost has no topology for.</exception>
    public static PlatformSettings AddPlatform(this IDistributedApplicationBuilder builder)
    {
        var target = PlatformOptions.FromConfiguration(builder.Configuration).Target;
        if (target != PlatformTarget.Embedded)
        {
            throw new StartupException(
                $"{PlatformOptions.TargetKey} is {target}, which the AppHost cannot run yet. Set {PlatformOptions.EnvironmentName(PlatformOptions.TargetKey)}"
                + $"={PlatformTarget.Embedded}, or leave it out: {PlatformTarget.Embedded} needs only .NET.");
        }
        return new(target, Path.GetFullPath(builder.Configuration[DataFolderKey] ?? ".floe", builder.AppHostDirectory));
    }

    /// <summary>Tells the service the target, under the key the AppHost has it from.</summary>
    public static IResourceBuilder<T> WithPlatform<T>(this IResourceBuilder<T> resource, PlatformSettings platform)
        where T : IResourceWithEnvironment =>
        resource.WithEnvironment(PlatformOptions.EnvironmentName(PlatformOptions.TargetKey), platform.Target.ToString());

    /// <summary>Gives the service its own folder, named as the resource.</summary>
    public static IResourceBuilder<T> WithDataFolder<T>(this IResourceBuilder<T> resource, PlatformSettings platform, string variable)
        where T : IResourceWithEnvironment =>
        resource.WithEnvironment(variable, Path.Combine(platform.DataFolder, resource.Resource.Name));
}
