using System.Net;

namespace Floe.S3Tables.Authorization.Requests;

/// <summary>How a request came in.</summary>
/// <param name="SourceIp">Null where the transport has none.</param>
/// <param name="IsSecure">Whether over TLS.</param>
public sealed record RequestOrigin(IPAddress? SourceIp, bool IsSecure)
{
    public static RequestOrigin Of(HttpContext http) => new(http.Connection.RemoteIpAddress, http.Request.IsHttps);
}
