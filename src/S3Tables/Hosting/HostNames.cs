using Floe.ServiceDefaults.Startup;

namespace Floe.S3Tables.Hosting;

/// <summary>Reads <c>S3Tables:HostNames</c>: a list of names, or one text with commas between them.</summary>
internal static class HostNames
{
    private const string Key = "HostNames";

    /// <exception cref="StartupException">A name is no DNS name.</exception>
    public static IReadOnlyList<string> Read(IConfigurationSection section)
    {
        var names = section.GetSection(Key);
        var given = names.Value is { } text ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : names.GetChildren().Select(name => name.Value ?? "");
        return [.. given.Select(Check)];
    }

    private static string Check(string name) => Uri.CheckHostName(name) == UriHostNameType.Dns
        ? name.ToLowerInvariant()
        : throw new StartupException($"S3Tables:{Key} (environment S3Tables__{Key}) names '{name}', which is no host name. Give names without scheme and port, such as 'floe' or 's3.example.test'.");
}
