using Floe.S3Tables.Http;

namespace Floe.S3Tables.Rest;

public static class RestServices
{
    /// <summary>The Iceberg REST catalog as the keyed <see cref="IServiceHandler"/> of <see cref="Services.Iceberg"/>.</summary>
    public static IServiceCollection AddIcebergRest(this IServiceCollection services) => services
        .AddSingleton<CommitGates>()
        .AddSingleton<CommitTelemetry>()
        .AddSingleton<TableCommitter>()
        .AddSingleton<ConfigOperation>()
        .AddSingleton<NamespaceOperations>()
        .AddSingleton<TableOperations>()
        .AddSingleton<CommitOperation>()
        .AddSingleton<RegisterOperation>()
        .AddSingleton<TransactionOperation>()
        .AddSingleton<IdempotencyKeys>()
        .AddSingleton<RestProfiles>()
        .AddSingleton<RestRoutes>()
        .AddSingleton<RestGuard>()
        .AddKeyedSingleton<IServiceHandler, IcebergRestHandler>(Services.Iceberg);
}
