using Floe.Engine.Catalogs;
using Floe.Engine.Syntax;
using Floe.Iceberg.Catalog;

namespace Floe.Engine.Tables;

/// <summary>
/// Takes out of a query what DuckDB's grammar has no words for: metadata tables (<c>catalog.ns.t.history</c>) and time travel
/// (<c>t VERSION AS OF 5</c>, <c>t TIMESTAMP AS OF '...'</c>). Each becomes one name, with the table's own name as its alias.
/// </summary>
internal static class VersionedTables
{
    public static async Task<(QuerySyntax Query, IReadOnlyDictionary<string, TableVersion> Versions)> ExtractAsync(
        QuerySyntax query, CatalogNames names, CancellationToken cancellationToken)
    {
        var versions = new Dictionary<string, TableVersion>(StringComparer.Ordinal);
        var tokens = new List<Token>();
        var source = query.Tokens;
        for (var i = 0; i < source.Count; i++)
        {
            var found = CanStartTable(source, i) ? await FindAsync(source, i, names, cancellationToken) : null;
            if (found is null)
            {
                tokens.Add(source[i]);
                continue;
            }
            var name = $"floe_version_{Guid.NewGuid():N}";
            versions.Add(name, found.Version);
            var first = source[i];
            tokens.Add(first with { Kind = TokenKind.QuotedName, Value = name });
            i = found.End - 1;
            if (!HasAlias(source, found.End))
            {
                tokens.Add(first with { Kind = TokenKind.Word, Value = "AS", SpaceBefore = true });
                tokens.Add(first with { Kind = TokenKind.QuotedName, Value = found.Alias, SpaceBefore = true });
            }
        }
        return versions.Count == 0 ? (query, versions) : (new QuerySyntax(tokens), versions);
    }

    private static bool CanStartTable(IReadOnlyList<Token> tokens, int at) =>
        tokens[at].IsName && at > 0 && (tokens[at - 1].IsWord("FROM") || tokens[at - 1].IsWord("JOIN") || tokens[at - 1].IsWord("TABLE") || tokens[at - 1].IsSymbol(","));

    private static async Task<Found?> FindAsync(IReadOnlyList<Token> tokens, int start, CatalogNames names, CancellationToken cancellationToken)
    {
        var parts = new List<string> { tokens[start].Value };
        var end = start + 1;
        while (end + 1 < tokens.Count && tokens[end].IsSymbol(".") && tokens[end + 1].IsName)
        {
            parts.Add(tokens[end + 1].Value);
            end += 2;
        }
        var name = new QualifiedName(parts, tokens[start].Position);
        if (TimeTravel.Parse(tokens, end) is { } travel)
        {
            var table = await names.ResolveTableAsync(name, cancellationToken);
            return new Found(travel.Of(table), travel.End, name.Last);
        }
        return tokens[start - 1].IsSymbol(",") && parts.Count < 4 ? null : await FindMetadataTableAsync(name, end, names, cancellationToken);
    }

    /// <summary>The last part is a metadata table if the parts before it name a table; a real table of that name goes first.</summary>
    private static async Task<Found?> FindMetadataTableAsync(QualifiedName name, int end, CatalogNames names, CancellationToken cancellationToken)
    {
        var last = name.Last.ToLowerInvariant();
        var reference = TableSuffix.Parse(last);
        if (name.Parts.Count is < 2 or > 4 || (reference is null && !MetadataTables.IsKnown(last)))
            return name.Parts.Count == 4 ? throw new SqlError($"'{name.Last}' is not a metadata table. There are {MetadataTables.Known}.", name.Position) : null;
        var owner = new QualifiedName([.. name.Parts.SkipLast(1)], name.Position);
        if (name.Parts.Count < 4)
        {
            if (name.Parts.Count == 3 && await names.FindCatalogAsync(name.Parts[0], cancellationToken) is not null)
                return null;
            if (names.CurrentCatalog is null || (name.Parts.Count == 2 && names.CurrentNamespace is null))
                return null;
            var table = await names.ResolveTableAsync(owner, cancellationToken);
            if (!await ExistsAsync(table, cancellationToken))
                return null;
        }
        var resolved = await names.ResolveTableAsync(owner, cancellationToken);
        return reference is null
            ? new Found(new MetadataTable(resolved, last), end, name.Last)
            : new Found(reference(resolved), end, owner.Last);
    }

    private static async Task<bool> ExistsAsync(TableReference table, CancellationToken cancellationToken)
    {
        try
        {
            return await table.Catalog.TableExistsAsync(table.Identifier, cancellationToken);
        }
        catch (NoSuchNamespaceException)
        {
            return false;
        }
    }

    private static bool HasAlias(IReadOnlyList<Token> tokens, int at)
    {
        if (at >= tokens.Count)
            return false;
        var next = tokens[at];
        return next.IsWord("AS") || next.Kind == TokenKind.QuotedName || (next.Kind == TokenKind.Word && !AfterTable.Contains(next.Value));
    }

    /// <summary>Words that can follow a table in a query and so are no alias of it.</summary>
    private static readonly HashSet<string> AfterTable = new(
        ["WHERE", "GROUP", "HAVING", "ORDER", "SORT", "LIMIT", "OFFSET", "FETCH", "WINDOW", "QUALIFY", "UNION", "EXCEPT", "INTERSECT", "MINUS", "JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS",
            "NATURAL", "SEMI", "ANTI", "ASOF", "POSITIONAL", "ON", "USING", "SELECT", "TABLESAMPLE", "LATERAL", "PIVOT", "UNPIVOT", "FOR"],
        StringComparer.OrdinalIgnoreCase);

    private sealed record Found(TableVersion Version, int End, string Alias);
}
