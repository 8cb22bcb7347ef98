namespace Floe.Iceberg.Spec;

/// <summary>A key of table encryption, itself encrypted (v3). Kept and passed on; this library does not decrypt.</summary>
/// <param name="EncryptedKeyMetadata">Base64.</param>
public sealed record EncryptedKey(string KeyId, string EncryptedKeyMetadata, string? EncryptedById, IReadOnlyDictionary<string, string> Properties);
