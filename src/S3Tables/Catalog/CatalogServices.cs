using Floe.S3Tables.Authorization.Resources;

namespace Floe.S3Tables.Catalog;

public static class CatalogServices
{
    /// <summary>The catalog behind both APIs, on the database and the object store that the host has.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services, CatalogOptions options)
    {
        foreach (var migration in CatalogMigrations.All) services.AddSingleton(migration);
        return services
            .AddSingleton(options)
            .AddSingleton<IPolicyStore, PolicyStore>()
            .AddSingleton<TableSwap>()
            .AddSingleton<MetadataCache>()
            .AddSingleton<MetadataFiles>()
            .AddSingleton<TableLifecycle>();
    }
}
