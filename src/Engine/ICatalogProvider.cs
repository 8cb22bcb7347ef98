using Floe.Iceberg.Catalog;

namespace Floe.Engine;

/// <summary>Gives the catalogs that scripts name. A catalog stays usable until the run that asked for it ends.</summary>
public interface ICatalogProvider
{
    /// <returns>Null when there is no catalog of that name.</returns>
    Task<ICatalog?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>The names there are, for error messages and completion.</summary>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken);
}
