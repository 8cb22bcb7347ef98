using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.ObjectStore.Checksums;

namespace Floe.S3Tables.S3.Objects;

/// <summary>How a copy is to differ from its source: what belongs to the bytes is copied, what the sender says of them is copied or replaced.</summary>
/// <param name="Given">What the request says of the copy.</param>
/// <param name="ReplacesAttributes">Else type, metadata and the like are the source's.</param>
/// <param name="ReplacesTags">Else the tags are the source's.</param>
/// <param name="Checksum">The one that the copy is to have; null for that of the source.</param>
internal sealed record CopyChanges(ObjectAttributes Given, bool ReplacesAttributes, bool ReplacesTags, ChecksumAlgorithm? Checksum)
{
    public bool ChangeAnything => ReplacesAttributes || ReplacesTags || Checksum is not null || Given.Encryption is not null;

    public ObjectAttributes Apply(ObjectAttributes source, Checksum checksum) => (ReplacesAttributes ? Given : source) with
    {
        Checksum = checksum,
        Tags = ReplacesTags ? Given.Tags : source.Tags,
        StorageClass = Given.StorageClass,
        Encryption = Given.Encryption,
        Parts = checksum == source.Checksum ? source.Parts : WithoutChecksums(source.Parts),
        UploadId = null,
    };

    /// <summary>The parts' checksums add up to another one than the copy has.</summary>
    private static IReadOnlyList<ObjectPart>? WithoutChecksums(IReadOnlyList<ObjectPart>? parts) => parts is null ? null : [.. parts.Select(part => part with { Checksum = null })];
}
