using Floe.S3Tables.Http;

namespace Floe.S3Tables.TablesApi;

public static class TablesApiServices
{
    /// <summary>The S3 Tables API as the keyed <see cref="IServiceHandler"/> of <see cref="Services.S3Tables"/>.</summary>
    public static IServiceCollection AddTablesApi(this IServiceCollection services) => services
        .AddSingleton<TableBucketOperations>()
        .AddSingleton<NamespaceOperations>()
        .AddSingleton<TableOperations>()
        .AddSingleton<MetadataLocationOperations>()
        .AddSingleton<MaintenanceOperations>()
        .AddSingleton<PolicyOperations>()
        .AddSingleton<EncryptionOperations>()
        .AddSingleton<StorageClassOperations>()
        .AddSingleton<MetricsOperations>()
        .AddSingleton<ReplicationOperations>()
        .AddSingleton<RecordExpirationOperations>()
        .AddSingleton<TagOperations>()
        .AddSingleton<RouteTable>()
        .AddSingleton<TablesGuard>()
        .AddKeyedSingleton<IServiceHandler, TablesApiHandler>(Services.S3Tables);
}
