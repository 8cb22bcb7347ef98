using System.Text;
using System.Text.RegularExpressions;
using Floe.Engine.Syntax;
using Floe.Iceberg.IO;

namespace Floe.Engine.Inputs;

/// <summary>Finds the objects that a view's path names: one object, all below a prefix, or those that match a pattern.</summary>
internal static class InputFiles
{
    private static readonly char[] Wildcards = ['*', '?', '{', '['];

    /// <returns>At least one location, in key order.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(IFileIO files, string path, SourcePosition position, CancellationToken cancellationToken)
    {
        var location = Normalize(path, position);
        if (location.AsSpan("s3://".Length).IndexOfAny(Wildcards) >= 0)
            return await MatchAsync(files, location, position, cancellationToken);
        if (!location.EndsWith('/') && await ExistsAsync(files, location, cancellationToken))
            return [location];
        var folder = location.TrimEnd('/') + "/";
        var found = await ListAsync(files, folder, _ => true, position, cancellationToken);
        return found.Count > 0
            ? found
            : throw new SqlError($"There is no input at {location}: neither an object of this name nor any below {folder}.", position) { MayPass = true };
    }

    private static string Normalize(string path, SourcePosition position)
    {
        var location = path.StartsWith("s3a://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("s3n://", StringComparison.OrdinalIgnoreCase)
            ? "s3://" + path[6..]
            : path;
        var isS3 = location.StartsWith("s3://", StringComparison.Ordinal) && location.Length > "s3://".Length;
        return isS3 ? location : throw new SqlError($"The path '{path}' is not in an S3 bucket: write s3://bucket/key or s3a://bucket/key.", position);
    }

    private static async Task<IReadOnlyList<string>> MatchAsync(IFileIO files, string pattern, SourcePosition position, CancellationToken cancellationToken)
    {
        var folder = pattern[..(pattern.LastIndexOf('/', pattern.IndexOfAny(Wildcards, "s3://".Length)) + 1)];
        if (folder.Length <= "s3://".Length)
            throw new SqlError($"The bucket of the path '{pattern}' must be named without wildcards.", position);
        var regex = new Regex(ToRegex(pattern), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        var found = await ListAsync(files, folder, regex.IsMatch, position, cancellationToken);
        return found.Count > 0 ? found : throw new SqlError($"No object matches {pattern}.", position) { MayPass = true };
    }

    /// <summary>Names that begin with _ or . are markers of other tools and no input, as in Spark; nor are empty objects.</summary>
    private static async Task<List<string>> ListAsync(IFileIO files, string folder, Func<string, bool> matches, SourcePosition position, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        try
        {
            await foreach (var entry in files.ListAsync(folder, cancellationToken))
            {
                var below = entry.Location.StartsWith(folder, StringComparison.Ordinal) ? entry.Location[folder.Length..] : entry.Location;
                var hidden = below.Split('/').Any(part => part.StartsWith('_') || part.StartsWith('.'));
                if (!hidden && entry.Length > 0 && matches(entry.Location))
                    found.Add(entry.Location);
            }
            return found;
        }
        catch (NotSupportedException e)
        {
            throw new SqlError($"{e.Message} Name one file, or read the table by its own name.", position, e);
        }
    }

    private static async Task<bool> ExistsAsync(IFileIO files, string location, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = await files.OpenAsync(location, cancellationToken);
            return true;
        }
        catch (FileMissingException)
        {
            return false;
        }
    }

    /// <summary>Hadoop's patterns: * and ? within a name, {a,b} and [a-z].</summary>
    private static string ToRegex(string pattern)
    {
        var regex = new StringBuilder("^");
        var braces = 0;
        foreach (var c in pattern)
        {
            regex.Append(c switch
            {
                '*' => "[^/]*",
                '?' => "[^/]",
                '{' => "(?:",
                '}' when braces > 0 => ")",
                ',' when braces > 0 => "|",
                '[' or ']' or '-' => c.ToString(),
                _ => Regex.Escape(c.ToString()),
            });
            braces += c == '{' ? 1 : c == '}' && braces > 0 ? -1 : 0;
        }
        return regex.Append('$').ToString();
    }
}
