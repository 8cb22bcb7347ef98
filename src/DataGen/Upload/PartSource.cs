using System.Buffers;
using System.Security.Cryptography;
using Floe.DataGen.Employees;

namespace Floe.DataGen.Upload;

/// <summary>Cuts the generator's output into numbered parts. Lanes take them from several threads; parts are made one at a time, in order.</summary>
internal sealed class PartSource(EmployeeGenerator employees, int partSize) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly int _bufferSize = (int)Math.Min(partSize, employees.MaxBytes);
    private int _number;

    public bool IsEmpty => employees.Written == employees.Rows;

    /// <returns>The next part, or null when all rows are taken.</returns>
    public Part? Next()
    {
        lock (_lock)
        {
            if (IsEmpty) return null;
            var buffer = ArrayPool<byte>.Shared.Rent(_bufferSize);
            var before = employees.Written;
            var length = employees.Fill(buffer.AsSpan(0, _bufferSize));
            _hash.AppendData(buffer, 0, length);
            return new Part(++_number, buffer, length, employees.Written - before);
        }
    }

    /// <summary>Of all parts taken so far, in lower-case hex.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();
}
