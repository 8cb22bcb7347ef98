using System.Text.RegularExpressions;
using Floe.Cli.Output;
using Floe.Cli.Sql.Editing;

namespace Floe.Cli.Sql.Shell;

/// <summary>What a shell knows of where it is, for completing names.</summary>
internal interface IShellPlace
{
    string? Catalog { get; }

    string? Namespace { get; }

    IReadOnlyCollection<string> Views { get; }
}

/// <summary>Completes commands of the shell, keywords, and names of catalogs, namespaces, tables, views and of the columns of the tables that the statement names.</summary>
internal sealed partial class SqlCompleter(IShellPlace place, CatalogNames names) : ICompleter
{
    public async Task<Completion> CompleteAsync(string text, int cursor, CancellationToken cancellationToken)
    {
        var before = text[..cursor];
        var word = LastWord().Match(before).Value;
        if (before.StartsWith('.') && !before.Contains(' ', StringComparison.Ordinal)) return new(0, Matching(DotCommands.Names, before));
        try
        {
            var split = word.LastIndexOf('.') + 1;
            var start = cursor - (word.Length - split);
            var candidates = split == 0
                ? await FirstPartsAsync(text, Words(before, word), cancellationToken)
                : await LaterPartsAsync([.. word[..(split - 1)].Split('.').Select(Unquote)], cancellationToken);
            return new(start, Matching(candidates, word[split..]));
        }
        catch (Exception e) when (UserError.Message(e) is not null)
        {
            // The statement itself will say that the platform is not there.
            return new(cursor, []);
        }
    }

    /// <summary>Keywords in the case that is typed; none where only a name can stand, or where nothing is typed and all of them could.</summary>
    private static IEnumerable<string> Words(string before, string word) =>
        word.Length == 0 || before.StartsWith('.') || NameFollows().IsMatch(before) ? []
        : char.IsLower(word[0]) ? SqlWords.All.Select(keyword => keyword.ToLowerInvariant())
        : SqlWords.All;

    private async Task<IEnumerable<string>> FirstPartsAsync(string text, IEnumerable<string> words, CancellationToken cancellationToken)
    {
        var found = new List<string>(await ColumnsAsync(text, cancellationToken));
        found.AddRange(place.Views);
        if (place.Catalog is { } catalog)
        {
            if (place.Namespace is { } current) found.AddRange(await names.TablesAsync(catalog, current, cancellationToken));
            found.AddRange(await names.NamespacesAsync(catalog, cancellationToken));
        }
        found.AddRange(await names.CatalogsAsync(cancellationToken));
        return found.Select(Quote).Concat(words);
    }

    /// <summary>After <c>ns.</c>, <c>catalog.</c> and <c>catalog.ns.</c>.</summary>
    private async Task<IEnumerable<string>> LaterPartsAsync(string[] before, CancellationToken cancellationToken)
    {
        if (before.Length > 2) return [];
        if (before.Length == 2) return (await names.TablesAsync(before[0], before[1], cancellationToken)).Select(Quote);
        var found = new List<string>();
        if (place.Catalog is { } catalog) found.AddRange(await names.TablesAsync(catalog, before[0], cancellationToken));
        if ((await names.CatalogsAsync(cancellationToken)).Contains(before[0])) found.AddRange(await names.NamespacesAsync(before[0], cancellationToken));
        return found.Select(Quote);
    }

    private async Task<IEnumerable<string>> ColumnsAsync(string text, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (Match table in NamedTable().Matches(text))
        {
            var parts = table.Groups[1].Value.Split('.').Select(Unquote).ToArray();
            var (catalog, ns) = parts.Length switch
            {
                1 => (place.Catalog, place.Namespace),
                2 => (place.Catalog, parts[0]),
                _ => (parts[0], parts[1]),
            };
            if (catalog is not null && ns is not null && parts.Length <= 3) found.AddRange(await names.ColumnsAsync(catalog, ns, parts[^1], cancellationToken));
        }
        return found;
    }

    private static List<string> Matching(IEnumerable<string> candidates, string typed) =>
        [.. candidates.Where(candidate => candidate.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Distinct().Order(StringComparer.OrdinalIgnoreCase)];

    private static string Quote(string name) => PlainName().IsMatch(name) ? name : $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private static string Unquote(string part) => part.Trim('`');

    [GeneratedRegex(@"[\w`.-]*$")]
    private static partial Regex LastWord();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_]*$")]
    private static partial Regex PlainName();

    [GeneratedRegex(@"\b(?:FROM|JOIN|INTO|UPDATE|USE|DESCRIBE)\s+[\w`-]*$", RegexOptions.IgnoreCase)]
    private static partial Regex NameFollows();

    [GeneratedRegex(@"\b(?:FROM|JOIN|INTO|UPDATE|TABLE|OVERWRITE)\s+(`?[\w-]+`?(?:\.`?[\w-]+`?)*)", RegexOptions.IgnoreCase)]
    private static partial Regex NamedTable();
}
