using System.Security.Cryptography;
using System.Text;

namespace Floe.JobService.Auth;

/// <summary>
/// The form of keys: <c>floe_ID_SECRET</c>, with 128 random bits and more in the secret. So a plain SHA-256 is enough to keep it by: there is nothing to guess.
/// </summary>
internal static class ApiKey
{
    public const string Prefix = "floe_";
    private const int SecretBytes = 32;

    public static (string Id, string Key) New()
    {
        var id = RandomNumberGenerator.GetHexString(12, lowercase: true);
        return (id, $"{Prefix}{id}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes))}");
    }

    /// <summary>Null where the key is none that was made over the API.</summary>
    public static string? IdOf(string key) => key.StartsWith(Prefix, StringComparison.Ordinal) && key.Split('_') is [_, { Length: 12 } id, _] ? id : null;

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    public static bool Matches(byte[] hash, string stored) => CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(stored));
}
