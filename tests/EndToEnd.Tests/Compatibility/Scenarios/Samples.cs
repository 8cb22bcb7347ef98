using System.Security.Cryptography;
using System.Text;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios;

internal static class Samples
{
    /// <summary>S3's least size of a part that is not the last.</summary>
    public const int LeastPart = 5 * 1024 * 1024;

    /// <summary>A first state of a table, in the service model's form.</summary>
    public static object Metadata { get; } = new
    {
        iceberg = new
        {
            schema = new
            {
                fields = new object[]
                {
                    new { name = "id", type = "int", required = true },
                    new { name = "name", type = "string" },
                    new { name = "level", type = "string" },
                    new { name = "salary", type = "double" },
                },
            },
        },
    };

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Bytes without a pattern, the same for the same seed.</summary>
    public static byte[] Bytes(int count, int seed = 1)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static string ETag(byte[] bytes) => $"\"{Convert.ToHexStringLower(MD5.HashData(bytes))}\"";

    /// <summary>The ETag of a multipart object: the hash of its parts' hashes, and their number.</summary>
    public static string ETag(params ReadOnlySpan<byte[]> parts)
    {
        var hashes = new MemoryStream();
        foreach (var part in parts) hashes.Write(MD5.HashData(part));
        return $"\"{Convert.ToHexStringLower(MD5.HashData(hashes.ToArray()))}-{parts.Length}\"";
    }

    public static string Base64Sha256(byte[] bytes) => Convert.ToBase64String(SHA256.HashData(bytes));

    public static string Base64Sha1(byte[] bytes) => Convert.ToBase64String(SHA1.HashData(bytes));
}
