using System.Security.Cryptography;

namespace Floe.S3Tables.ObjectStore.Checksums;

/// <summary>What is computed of a content as it arrives: its MD5, which is its ETag, and one or two checksums.</summary>
/// <param name="claimed">The sender's own, to be compared with; null where it names none.</param>
/// <param name="kept">The one to keep.</param>
internal sealed class ContentHashes(ChecksumAlgorithm? claimed, ChecksumAlgorithm kept) : IDisposable
{
    private IncrementalHash? _md5;
    private ChecksumHash? _claimed;
    private ChecksumHash? _kept;
    private byte[] _md5Bytes = [];

    public ReadOnlySpan<byte> Md5 => _md5Bytes;

    public Checksum? Claimed { get; private set; }

    public Checksum? Kept { get; private set; }

    public void Append(ReadOnlySpan<byte> data)
    {
        Begin();
        _md5!.AppendData(data);
        _kept!.Append(data);
        _claimed?.Append(data);
    }

    /// <param name="whole">The content, where nothing has been appended: of a few bytes, hashes at once cost less.</param>
    public void Finish(ReadOnlySpan<byte> whole)
    {
        if (_md5 is null)
        {
            _md5Bytes = MD5.HashData(whole);
            _kept = ChecksumHash.Create(kept);
            _kept.Append(whole);
            if (claimed is { } named && named != kept) (_claimed = ChecksumHash.Create(named)).Append(whole);
        }
        else
        {
            _md5Bytes = _md5.GetHashAndReset();
        }
        Kept = new Checksum(kept, _kept!.FinishBase64());
        if (claimed is { } algorithm) Claimed = _claimed is null ? Kept : new Checksum(algorithm, _claimed.FinishBase64());
    }

    public void Dispose()
    {
        _md5?.Dispose();
        _claimed?.Dispose();
        _kept?.Dispose();
    }

    private void Begin()
    {
        if (_md5 is not null) return;
        _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        _kept = ChecksumHash.Create(kept);
        if (claimed is { } named && named != kept) _claimed = ChecksumHash.Create(named);
    }
}
