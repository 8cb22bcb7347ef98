namespace Floe.S3Tables.Catalog;

public static class CatalogServices
{
    /// <summary>The catalog behind both APIs. Needs a <see cref="Storage.Database"/> with <see cref="CatalogMigrations"/>, the object store and a clock.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services, CatalogOptions options) => services
        .AddSingleton(options)
        .AddSingleton<Warehouses>()
        .AddSingleton<MetadataCache>()
        .AddSingleton<MetadataFiles>()
        .AddSingleton<TableLifecycle>();
}
