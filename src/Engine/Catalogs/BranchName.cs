using Floe.Engine.Syntax;

namespace Floe.Engine.Catalogs;

/// <summary>The branch in the name of a table that is written to, as Iceberg has it for Spark: <c>ns.t.branch_audit</c>.</summary>
/// <param name="Table">The table's own name.</param>
/// <param name="Branch">Null for the main branch.</param>
internal sealed record BranchName(QualifiedName Table, string? Branch)
{
    private const string Prefix = "branch_";

    public static async Task<BranchName> OfAsync(CatalogNames names, QualifiedName name, CancellationToken cancellationToken)
    {
        var parts = name.Parts;
        var isBranch = name.Last.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && name.Last.Length > Prefix.Length && parts.Count switch
        {
            4 => true,
            // catalog.ns.branch_x is a table, ns.t.branch_x is a branch.
            3 => await names.FindCatalogAsync(parts[0], cancellationToken) is null,
            2 => names is { CurrentCatalog: { } catalog, CurrentNamespace: not null } && !await (await names.GetCatalogAsync(catalog, name.Position, cancellationToken)).NamespaceExistsAsync(parts[0], cancellationToken),
            _ => false,
        };
        return isBranch ? new BranchName(name with { Parts = [.. parts.SkipLast(1)] }, name.Last[Prefix.Length..]) : new BranchName(name, null);
    }
}
