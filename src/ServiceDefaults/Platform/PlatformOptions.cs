using Floe.ServiceDefaults.Startup;
using Microsoft.Extensions.Configuration;

namespace Floe.ServiceDefaults.Platform;

/// <summary>The switch between laptop and cloud, and the keys that a target needs.</summary>
public sealed record PlatformOptions(PlatformTarget Target)
{
    public const string TargetKey = "Platform:Target";

    /// <exception cref="StartupException"><c>Platform:Target</c> names no target.</exception>
    public static PlatformOptions FromConfiguration(IConfiguration configuration)
    {
        var text = configuration[TargetKey];
        if (string.IsNullOrWhiteSpace(text)) return new(PlatformTarget.Embedded);
        foreach (var target in Enum.GetValues<PlatformTarget>())
        {
            // By name only: Enum.TryParse would take "2" and "Local,Aws" too.
            if (text.Trim().Equals(target.ToString(), StringComparison.OrdinalIgnoreCase)) return new(target);
        }
        throw new StartupException(
            $"{TargetKey} is '{text}', which is no target. Set it (environment: {EnvironmentName(TargetKey)}) to one of: {string.Join(", ", Enum.GetNames<PlatformTarget>())}.");
    }

    /// <summary>The value of a key that <see cref="Target"/> cannot do without.</summary>
    /// <exception cref="StartupException">The key is not set; the message has its name, its environment spelling and the target.</exception>
    public string Require(IConfiguration configuration, string key)
    {
        var value = configuration[key];
        return !string.IsNullOrWhiteSpace(value)
            ? value
            : throw new StartupException($"{key} is not set, and the target {Target} needs it. Set it in the configuration or as environment variable {EnvironmentName(key)}.");
    }

    /// <summary>A configuration key as the environment spells it: <c>Platform:Target</c> is <c>Platform__Target</c>.</summary>
    public static string EnvironmentName(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
