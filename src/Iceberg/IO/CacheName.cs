using System.Security.Cryptography;
using System.Text;

namespace Floe.Iceberg.IO;

/// <summary>The file name of an object in the cache. The ending stays, for engines that look at it.</summary>
internal static class CacheName
{
    public static string Of(S3Location place, string? etag)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{place}\n{etag}"));
        return Convert.ToHexStringLower(hash) + Ending(place.Key);
    }

    /// <summary>All endings of the last step of the key (<c>.csv.gz</c>), if they are plain.</summary>
    private static string Ending(string key)
    {
        var name = key[(key.LastIndexOf('/') + 1)..];
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var ending = dot < 0 ? "" : name[dot..];
        return ending.Length <= 32 && ending.All(c => char.IsAsciiLetterOrDigit(c) || c == '.') && !ending.EndsWith(".part", StringComparison.Ordinal) ? ending : "";
    }
}
