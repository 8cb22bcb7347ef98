using Microsoft.AspNetCore.Http;

namespace Floe.ServiceDefaults;

/// <summary>Where a service answers for its health.</summary>
public static class HealthEndpoints
{
    /// <summary>Ready to serve: every check passes.</summary>
    public const string Ready = "/health";

    /// <summary>The process answers: only the checks with <see cref="LiveTag"/>.</summary>
    public const string Alive = "/alive";

    public const string LiveTag = "live";

    /// <summary>Probes come every few seconds and say nothing in a trace.</summary>
    internal static bool IsProbe(PathString path) => path.StartsWithSegments(Ready) || path.StartsWithSegments(Alive);
}
