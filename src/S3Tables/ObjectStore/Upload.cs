using Floe.S3Tables.ObjectStore.Checksums;

namespace Floe.S3Tables.ObjectStore;

/// <summary>A multipart upload that is under way.</summary>
public sealed record Upload(string Id, string Key, DateTimeOffset Initiated, ObjectAttributes Attributes);

/// <summary>A part that has arrived. <see cref="ETag"/> is its MD5.</summary>
public sealed record UploadedPart(int Number, long FileId, long Size, string ETag, DateTimeOffset Modified, Checksum? Checksum);

/// <summary>A part as the client names it when it completes the upload.</summary>
public sealed record NamedPart(int Number, string ETag, Checksum? Checksum);

/// <summary>Which uploads of a bucket to list: those after a key, and within that key after an upload id.</summary>
public sealed record UploadQuery(string Prefix, string? KeyMarker, string? UploadIdMarker, int Max);
