using System.Buffers;
using System.Security.Cryptography;
using Floe.DataGen.Employees;

namespace Floe.DataGen.Upload;

/// <summary>Cuts the generator's output into numbered parts. Lanes take them from several threads; parts are made one at a time, in order.</summary>
internal sealed class PartSource : IDisposable
{
    private readonly Lock _lock = new();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly EmployeeGenerator _employees;
    private readonly int _bufferSize;
    private readonly ArrayPool<byte> _pool;
    private int _number;

    /// <param name="employees">Used up as parts are taken.</param>
    /// <param name="partSize">In bytes; the last part may be shorter.</param>
    /// <param name="parts">How many are in use at a time.</param>
    public PartSource(EmployeeGenerator employees, int partSize, int parts)
    {
        _employees = employees;
        _bufferSize = (int)Math.Min(partSize, employees.MaxBytes);
        // Not the shared pool: it keeps a buffer for each thread that gave one back, which for buffers of this size adds up.
        _pool = ArrayPool<byte>.Create(_bufferSize, parts);
    }

    public bool IsEmpty => _employees.Written == _employees.Rows;

    /// <returns>The next part, or null when all rows are taken.</returns>
    public Part? Next()
    {
        lock (_lock)
        {
            if (IsEmpty) return null;
            var buffer = _pool.Rent(_bufferSize);
            var before = _employees.Written;
            var length = _employees.Fill(buffer.AsSpan(0, _bufferSize));
            _hash.AppendData(buffer, 0, length);
            return new Part(_pool, buffer, ++_number, length, _employees.Written - before);
        }
    }

    /// <summary>Of all parts taken so far, in lower-case hex.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();
}
