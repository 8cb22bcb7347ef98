using System.Security.Cryptography;
using System.Text;

namespace Floe.S3Tables.Client.Signing;

/// <summary>A secret narrowed down to one day, region and service.</summary>
public sealed class SigningKey
{
    private readonly byte[] _key;

    private SigningKey(CredentialScope scope, byte[] key)
    {
        Scope = scope;
        _key = key;
    }

    public CredentialScope Scope { get; }

    public static SigningKey Derive(string secretAccessKey, CredentialScope scope)
    {
        var key = HMACSHA256.HashData(Encoding.UTF8.GetBytes("AWS4" + secretAccessKey), Encoding.UTF8.GetBytes(scope.Date));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(scope.Region));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(scope.Service));
        return new SigningKey(scope, HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(CredentialScope.Terminator)));
    }

    /// <summary>The signature, in lower-case hex.</summary>
    public string Sign(string stringToSign) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(stringToSign)));
}
