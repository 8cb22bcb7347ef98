using System.Globalization;
using Floe.S3Tables.Authorization.Identities;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client.Signing;
using Floe.ServiceDefaults.Startup;

namespace Floe.S3Tables.Hosting;

/// <summary>
/// Reads the options from configuration: <c>S3Tables:DataFolder</c> (environment <c>S3Tables__DataFolder</c>), <c>Address</c>, <c>Port</c>, <c>AccessKeyId</c>,
/// <c>SecretAccessKey</c>, <c>AccountId</c>, <c>Region</c>, <c>Auth</c> (SigV4, None), <c>HostNames</c> (<see cref="HostNames"/>), <c>Users</c> (<see cref="UserSettingsReader"/>), and the catalog's (<see cref="CatalogSettings"/>). Without a port, ASPNETCORE_URLS or HTTP_PORTS decide, as orchestrators set them.
/// </summary>
public static class S3TablesSettings
{
    private const string DefaultFolder = ".floe/s3tables";

    /// <exception cref="StartupException">A value cannot be read.</exception>
    public static S3TablesOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("S3Tables");
        var defaults = new S3TablesOptions();
        var (address, port) = ListenOn(configuration, section, defaults);
        return defaults with
        {
            DataFolder = Text(section, "DataFolder") ?? DefaultFolder,
            Address = address,
            Port = port,
            Credentials = new AwsCredentials(Text(section, "AccessKeyId") ?? defaults.Credentials.AccessKeyId, Text(section, "SecretAccessKey") ?? defaults.Credentials.SecretAccessKey),
            AccountId = AccountId(section) ?? defaults.AccountId,
            Region = Text(section, "Region") ?? defaults.Region,
            HostNames = HostNames.Read(section),
            Users = UserSettingsReader.Read(configuration),
            Auth = Auth(section) ?? defaults.Auth,
            Catalog = CatalogSettings.Read(section),
        };
    }

    private static (string Address, int Port) ListenOn(IConfiguration configuration, IConfigurationSection section, S3TablesOptions defaults)
    {
        var address = Text(section, "Address");
        if (Text(section, "Port") is { } text) return (address ?? defaults.Address, ParsePort(text, Name("Port")));
        if (configuration["URLS"] is { Length: > 0 } urls)
        {
            var url = urls.Split(';')[0];
            // "http://+:80" and "http://*:80" are how ASP.NET writes "any address".
            if (!Uri.TryCreate(url.Replace("://+", "://0.0.0.0").Replace("://*", "://0.0.0.0"), UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp)
                throw new StartupException($"ASPNETCORE_URLS is '{url}', which this service cannot listen on. Give one address of the form http://127.0.0.1:4580.");
            return (address ?? uri.Host, uri.Port);
        }
        if (configuration["HTTP_PORTS"] is { Length: > 0 } ports) return (address ?? "0.0.0.0", ParsePort(ports.Split(';')[0], "ASPNETCORE_HTTP_PORTS"));
        return (address ?? defaults.Address, defaults.Port);
    }

    private static int ParsePort(string text, string name) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
        ? port
        : throw new StartupException($"{name} is '{text}'; it must be a port number from 0 (any free one) to 65535.");

    private static string? AccountId(IConfigurationSection section) => Text(section, "AccountId") is not { } id ? null : id.Length == 12 && id.All(char.IsAsciiDigit)
        ? id
        : throw new StartupException($"{Name("AccountId")} is '{id}'; an AWS account id has twelve digits.");

    private static S3TablesAuth? Auth(IConfigurationSection section) => Text(section, "Auth") is not { } text ? null : Enum.TryParse<S3TablesAuth>(text, ignoreCase: true, out var auth)
        ? auth
        : throw new StartupException($"{Name("Auth")} is '{text}'; it must be SigV4 or None.");

    private static string? Text(IConfigurationSection section, string key) => section[key] is { Length: > 0 } value ? value : null;

    private static string Name(string key) => $"S3Tables:{key} (environment S3Tables__{key})";
}
