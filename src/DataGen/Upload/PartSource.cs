using System.Buffers;
using System.Security.Cryptography;
using Floe.DataGen.Rows;

namespace Floe.DataGen.Upload;

/// <summary>Cuts the generator's output into numbered parts. Lanes take them from several threads; parts are made one at a time, in order.</summary>
internal sealed class PartSource : IDisposable
{
    private readonly Lock _lock = new();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IRowSource _rows;
    private readonly int _bufferSize;
    private readonly ArrayPool<byte> _pool;
    private int _number;

    /// <param name="rows">Used up as parts are taken.</param>
    /// <param name="partSize">In bytes; the last part may be shorter.</param>
    /// <param name="parts">How many are in use at a time.</param>
    public PartSource(IRowSource rows, int partSize, int parts)
    {
        _rows = rows;
        _bufferSize = (int)Math.Min(partSize, rows.MaxBytes);
        // Not the shared pool: it keeps a buffer for each thread that gave one back, which for buffers of this size adds up.
        _pool = ArrayPool<byte>.Create(_bufferSize, parts);
    }

    public bool IsEmpty => _rows.Written == _rows.Rows;

    /// <returns>The next part, or null when all rows are taken.</returns>
    public Part? Next()
    {
        lock (_lock)
        {
            if (IsEmpty) return null;
            var buffer = _pool.Rent(_bufferSize);
            var before = _rows.Written;
            var length = _rows.Fill(buffer.AsSpan(0, _bufferSize));
            _hash.AppendData(buffer, 0, length);
            return new Part(_pool, buffer, ++_number, length, _rows.Written - before);
        }
    }

    /// <summary>Of all parts taken so far, in lower-case hex.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();
}
