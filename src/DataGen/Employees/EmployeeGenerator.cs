using System.Text;
using Floe.DataGen.Rows;

namespace Floe.DataGen.Employees;

/// <summary>
/// Employees as CSV (<c>id,name,level,salary</c>; UTF-8, LF, RFC 4180 quoting), pulled into buffers of the caller's. The same rows and seed give the
/// same bytes on every machine and every version of .NET, and fewer rows give a prefix of more.
/// </summary>
public sealed class EmployeeGenerator : IRowSource
{
    /// <summary>Ids are INT in the table.</summary>
    public const long MaxRows = int.MaxValue;

    /// <summary>No row is longer, so a buffer with this much room left takes one more.</summary>
    public const int MaxRowBytes = 96;

    private static readonly byte[] Header = Encoding.UTF8.GetBytes("id,name,level,salary\n");

    private readonly long _seed;
    private bool _hasHeader;

    /// <param name="rows">How many, 1 to <see cref="MaxRows"/>.</param>
    /// <param name="seed">Any number; another one gives other employees.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is out of range.</exception>
    public EmployeeGenerator(long rows, long seed)
    {
        if (rows is < 1 or > MaxRows)
            throw new ArgumentOutOfRangeException(nameof(rows), rows, $"rows is {rows}; it must be from 1 to {MaxRows}, because ids are INT.");
        Rows = rows;
        _seed = seed;
    }

    public string What => "employees";

    public long Rows { get; }

    /// <summary>How many rows were given out so far.</summary>
    public long Written { get; private set; }

    /// <summary>An upper bound of all bytes, to size a buffer by.</summary>
    public long MaxBytes => Header.Length + Rows * MaxRowBytes;

    /// <summary>Writes as many whole rows as fit.</summary>
    /// <param name="buffer">At least <see cref="MaxRowBytes"/> long.</param>
    /// <returns>The bytes written; 0 once all rows were given out.</returns>
    public int Fill(Span<byte> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buffer.Length, MaxRowBytes, nameof(buffer));
        var length = 0;
        if (!_hasHeader)
        {
            Header.CopyTo(buffer);
            length = Header.Length;
            _hasHeader = true;
        }
        while (Written < Rows && buffer.Length - length >= MaxRowBytes)
        {
            Written++;
            length += WriteRow(buffer[length..], Written);
        }
        return length;
    }

    private int WriteRow(Span<byte> row, long id)
    {
        var choice = new EmployeeChoice(_seed, id);
        id.TryFormat(row, out var length);
        row[length++] = (byte)',';

        var name = EmployeeNames.Pick(choice.Name);
        name.CopyTo(row[length..]);
        length += name.Length;
        row[length++] = (byte)',';

        var level = EmployeeLevel.Pick(choice.Level);
        level.Name.CopyTo(row[length..]);
        length += level.Name.Length;
        row[length++] = (byte)',';

        length += WriteMoney(row[length..], level.SalaryInCents(choice.Salary));
        row[length++] = (byte)'\n';
        return length;
    }

    private static int WriteMoney(Span<byte> text, long cents)
    {
        var (whole, rest) = Math.DivRem(cents, 100);
        whole.TryFormat(text, out var length);
        text[length++] = (byte)'.';
        text[length++] = (byte)('0' + rest / 10);
        text[length++] = (byte)('0' + rest % 10);
        return length;
    }
}
