using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Updates;

/// <summary>Gives a new table its id; a table that has one keeps it.</summary>
public sealed record AssignUuid(Guid Uuid) : MetadataUpdate;

public sealed record UpgradeFormatVersion(int FormatVersion) : MetadataUpdate;

public sealed record SetLocation(string Location) : MetadataUpdate;

public sealed record SetProperties(IReadOnlyDictionary<string, string> Updates) : MetadataUpdate;

public sealed record RemoveProperties(IReadOnlyList<string> Removals) : MetadataUpdate;

public sealed record AddEncryptionKey(EncryptedKey Key) : MetadataUpdate;

public sealed record RemoveEncryptionKey(string KeyId) : MetadataUpdate;
