using System.Buffers;

namespace Floe.S3Tables.Client.Signing;

/// <summary>The second line of a canonical request.</summary>
internal static class CanonicalPath
{
    public static void Write(IBufferWriter<byte> output, string rawPath, PathEncoding encoding)
    {
        var path = rawPath.Length == 0 ? "/" : rawPath;
        if (encoding == PathEncoding.Once) UriEncoding.WriteNormalized(output, path, keepSlash: true);
        else UriEncoding.WriteAgain(output, RemoveDotSegments(path), keepSlash: true);
    }

    /// <summary>RFC 3986 section 5.2.4, and doubled slashes made one. Only for services other than S3, where keys may hold either.</summary>
    private static string RemoveDotSegments(string path)
    {
        if (!path.Contains("//", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal)) return path;
        var kept = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment is "" or ".") continue;
            if (segment != "..") kept.Add(segment);
            else if (kept.Count > 0) kept.RemoveAt(kept.Count - 1);
        }
        var joined = "/" + string.Join('/', kept);
        return path.EndsWith('/') && kept.Count > 0 ? joined + "/" : joined;
    }
}
