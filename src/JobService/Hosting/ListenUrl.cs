using System.Net;
using Floe.ServiceDefaults.Startup;

namespace Floe.JobService.Hosting;

/// <summary>Where to listen, from the forms that people and Aspire write it in.</summary>
internal static class ListenUrl
{
    /// <exception cref="StartupException">Not one plain http URL.</exception>
    public static (IPAddress Address, int Port) Parse(string urls) =>
        Uri.TryCreate(urls.TrimEnd(';'), UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp
            ? (ParseHost(url.Host, "ASPNETCORE_URLS"), url.Port)
            : throw new StartupException($"ASPNETCORE_URLS is '{urls}'. Set it to one plain URL such as http://127.0.0.1:{JobServiceOptions.DefaultPort}, or set JobService__Address and JobService__Port.");

    /// <exception cref="StartupException">Neither an IP address nor <c>localhost</c>.</exception>
    public static IPAddress ParseHost(string host, string key)
    {
        if (host == "localhost") return IPAddress.Loopback;
        return IPAddress.TryParse(host.Trim('[', ']'), out var address)
            ? address
            : throw new StartupException($"{key} names the host '{host}', which is no IP address. Use 127.0.0.1, ::1 or localhost.");
    }
}
