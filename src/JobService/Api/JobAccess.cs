using Floe.JobService.Auth;
using Floe.JobService.Store;

namespace Floe.JobService.Api;

/// <summary>Finds a job for a caller. One of somebody else is not there for who is no administrator.</summary>
internal sealed class JobAccess(JobQueries queries)
{
    /// <summary>Null where there is none that the caller may see.</summary>
    public async Task<JobStanding?> FindAsync(HttpContext http, string id, CancellationToken cancellationToken) =>
        await queries.FindStandingAsync(id, cancellationToken) is { } standing && Caller.Of(http).Sees(standing.Owner) ? standing : null;
}
