using System.Globalization;

namespace Floe.S3Tables.S3.Http;

/// <summary>A part of an object's bytes.</summary>
internal readonly record struct ByteRange(long Start, long Length)
{
    /// <summary>Null where the header is absent or of a form S3 passes over (several ranges, other units): then the whole object is answered.</summary>
    /// <exception cref="Floe.S3Tables.Http.ServiceException">InvalidRange: the range has no byte of the object.</exception>
    public static ByteRange? Parse(string? header, long size)
    {
        if (header is null || !header.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase)) return null;
        var parts = header[6..].Split('-');
        if (parts.Length != 2 || header.Contains(',', StringComparison.Ordinal)) return null;
        var hasFirst = TryParse(parts[0], out var first);
        var hasLast = TryParse(parts[1], out var last);
        if ((!hasFirst && parts[0].Trim().Length > 0) || (!hasLast && parts[1].Trim().Length > 0) || (!hasFirst && !hasLast)) return null;

        if (!hasFirst)
        {
            var suffix = Math.Min(last, size);
            return suffix > 0 ? new ByteRange(size - suffix, suffix) : throw Unsatisfiable(header, size);
        }
        if (hasLast && last < first) return null;
        if (first >= size) throw Unsatisfiable(header, size);
        var end = hasLast ? Math.Min(last, size - 1) : size - 1;
        return new ByteRange(first, end - first + 1);
    }

    public string ContentRange(long size) => $"bytes {Start}-{Start + Length - 1}/{size}";

    private static bool TryParse(string text, out long value) => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static Floe.S3Tables.Http.ServiceException Unsatisfiable(string header, long size) => S3Errors.New(416, "InvalidRange", "The requested range is not satisfiable", null,
        ("RangeRequested", header), ("ActualObjectSize", size.ToString(CultureInfo.InvariantCulture)));
}
