using System.Security.Cryptography;
using System.Text;

namespace Floe.JobService.Webhooks;

/// <summary>Signatures as Standard Webhooks has them: HMAC-SHA256 over <c>id.timestamp.body</c>, so that an old message sent again is seen to be old.</summary>
internal static class WebhookSecret
{
    public const string Prefix = "whsec_";
    public const int MinBytes = 24;

    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static bool IsWellFormed(string secret)
    {
        var bytes = new byte[secret.Length];
        return secret.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(secret[Prefix.Length..], bytes, out var count) && count >= MinBytes;
    }

    /// <summary>The value of the header <c>webhook-signature</c>.</summary>
    public static string Sign(string secret, string id, long timestamp, string body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
}
