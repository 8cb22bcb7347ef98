using Floe.Iceberg.Catalog;

namespace Floe.Engine.Catalogs;

/// <summary>A table with all parts of its name known.</summary>
/// <param name="CatalogName">The name scripts know the catalog by.</param>
internal sealed record TableReference(string CatalogName, ICatalog Catalog, TableIdentifier Identifier)
{
    public override string ToString() => $"{CatalogName}.{Identifier}";
}
