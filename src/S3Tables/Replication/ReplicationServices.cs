namespace Floe.S3Tables.Replication;

public static class ReplicationServices
{
    /// <summary>Replication of tables between table buckets of this service, in the background.</summary>
    public static IServiceCollection AddReplication(this IServiceCollection services) => services
        .AddSingleton<ReplicationQueue>()
        .AddSingleton<ReplicaWarehouses>()
        .AddSingleton<Replicator>()
        .AddHostedService<ReplicationWorker>();
}
