using Floe.JobService.Contracts;

namespace Floe.JobService.Engines;

/// <summary>Runs SQL while the caller waits, without a job.</summary>
public interface ISqlEngine
{
    /// <exception cref="SqlFailedException">The statements cannot be run as they are.</exception>
    Task<SqlResponse> RunAsync(SqlRequest request, CancellationToken cancellationToken);
}
