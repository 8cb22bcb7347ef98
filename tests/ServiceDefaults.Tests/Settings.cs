using Microsoft.Extensions.Configuration;

namespace Floe.ServiceDefaults.Tests;

internal static class Settings
{
    public static IConfiguration Of(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value)).Build();
}
