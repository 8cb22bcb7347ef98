using System.Buffers.Text;
using System.Text;

namespace Floe.S3Tables.Catalog;

/// <summary>Where a page of a listing begins (after <see cref="After"/>, in order of names) and how much it holds.</summary>
public sealed record PageRequest(string? Prefix, string? After, int Size)
{
    public const int MaxSize = 1000;

    /// <exception cref="CatalogException">The token is not one of ours, or the size is out of range.</exception>
    public static PageRequest Parse(string? prefix, string? continuationToken, string? size, string sizeField)
    {
        var count = MaxSize;
        if (size is not null && !int.TryParse(size, out count)) throw CatalogException.Invalid($"Value '{size}' at '{sizeField}' is not an integer.");
        new Constraints().Length(prefix, "prefix", 1, 255).Length(continuationToken, "continuationToken", 1, 2048).Range(count, sizeField, 1, MaxSize).Check();
        return new(prefix, Decode(continuationToken), count);
    }

    /// <param name="rows">One row more than the page's size, where there is more.</param>
    /// <param name="key">What the listing is ordered by.</param>
    public Page<T> Cut<T>(List<T> rows, Func<T, string> key) =>
        rows.Count <= Size ? new(rows, null) : new(rows[..Size], Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key(rows[Size - 1]))));

    private static string? Decode(string? token)
    {
        if (token is null) return null;
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        }
        catch (FormatException)
        {
            throw CatalogException.Invalid("The continuation token is not valid.");
        }
    }
}

/// <summary>A part of a listing. The token is null on the last page: some clients loop forever when there is one.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? ContinuationToken);
