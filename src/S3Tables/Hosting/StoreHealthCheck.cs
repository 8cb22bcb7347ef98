using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Floe.S3Tables.Hosting;

/// <summary>The database answers.</summary>
internal sealed class StoreHealthCheck(Database database) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            database.Read(connection => connection.QueryScalar<long>("SELECT count(*) FROM migration"));
            return Task.FromResult(HealthCheckResult.Healthy());
        }
        catch (SqliteException e)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("The database cannot be read.", e));
        }
    }
}
