using System.Collections.Concurrent;

namespace Floe.S3Tables.Client.Signing;

/// <summary>Deriving a key costs four HMACs, and the same few keys serve a whole day.</summary>
internal sealed class SigningKeyCache
{
    /// <summary>More than days x regions x services anyone uses at once; a client that makes up scopes only costs itself the cache.</summary>
    private const int Capacity = 256;

    private readonly ConcurrentDictionary<(string Secret, CredentialScope Scope), SigningKey> _keys = new();

    public SigningKey Get(string secretAccessKey, CredentialScope scope)
    {
        if (_keys.Count > Capacity) _keys.Clear();
        return _keys.GetOrAdd((secretAccessKey, scope), static entry => SigningKey.Derive(entry.Secret, entry.Scope));
    }
}
