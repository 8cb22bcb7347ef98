using System.Buffers.Binary;
using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Floe.S3Tables.ObjectStore.Checksums;

/// <summary>One of S3's checksums, computed as the bytes go by.</summary>
public abstract class ChecksumHash : IDisposable
{
    public static ChecksumHash Create(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 => new Crc32Hash(),
        ChecksumAlgorithm.Crc32C => new Crc32CHash(),
        ChecksumAlgorithm.Crc64Nvme => new Crc64NvmeHash(),
        ChecksumAlgorithm.Sha1 => new ShaHash(HashAlgorithmName.SHA1),
        _ => new ShaHash(HashAlgorithmName.SHA256),
    };

    public abstract void Append(ReadOnlySpan<byte> data);

    /// <summary>The digest, most significant byte first.</summary>
    public abstract byte[] Finish();

    public string FinishBase64() => Convert.ToBase64String(Finish());

    public virtual void Dispose() => GC.SuppressFinalize(this);

    private sealed class Crc32Hash : ChecksumHash
    {
        private readonly Crc32 _crc = new();

        public override void Append(ReadOnlySpan<byte> data) => _crc.Append(data);

        public override byte[] Finish()
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, _crc.GetCurrentHashAsUInt32());
            return bytes;
        }
    }

    /// <summary>Castagnoli's polynomial, by the processor's own instruction.</summary>
    private sealed class Crc32CHash : ChecksumHash
    {
        private uint _crc = uint.MaxValue;

        public override void Append(ReadOnlySpan<byte> data)
        {
            var crc = _crc;
            foreach (var word in MemoryMarshal.Cast<byte, ulong>(data)) crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
            foreach (var octet in data[(data.Length & ~7)..]) crc = BitOperations.Crc32C(crc, octet);
            _crc = crc;
        }

        public override byte[] Finish()
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, ~_crc);
            return bytes;
        }
    }

    private sealed class Crc64NvmeHash : ChecksumHash
    {
        private ulong _crc = ulong.MaxValue;

        public override void Append(ReadOnlySpan<byte> data) => _crc = Crc64Nvme.Update(_crc, data);

        public override byte[] Finish()
        {
            var bytes = new byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(bytes, ~_crc);
            return bytes;
        }
    }

    private sealed class ShaHash(HashAlgorithmName name) : ChecksumHash
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(name);

        public override void Append(ReadOnlySpan<byte> data) => _hash.AppendData(data);

        public override byte[] Finish() => _hash.GetHashAndReset();

        public override void Dispose()
        {
            _hash.Dispose();
            base.Dispose();
        }
    }
}
