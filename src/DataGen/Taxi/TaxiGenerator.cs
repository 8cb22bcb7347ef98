using System.Globalization;
using System.Text;
using Floe.DataGen.Rows;

namespace Floe.DataGen.Taxi;

/// <summary>
/// Taxi trips as CSV (UTF-8, LF; times as <c>2022-01-31 12:00:00</c>). The same rows, seed and days give the same bytes everywhere, and fewer rows give a
/// prefix of more.
/// </summary>
public sealed class TaxiGenerator : IRowSource
{
    public const long MaxRows = 1_000_000_000;
    public const int MaxDays = 3660;

    /// <summary>No row is longer.</summary>
    public const int MaxRowBytes = 160;

    /// <summary>The first day.</summary>
    public static readonly DateTime Start = new(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly byte[] Header = Encoding.UTF8.GetBytes(
        "vendor_id,pickup_at,dropoff_at,passenger_count,trip_distance,pickup_zone,dropoff_zone,payment_type,fare_amount,tip_amount,total_amount\n");

    private readonly long _seed;
    private readonly int _days;
    private bool _hasHeader;

    /// <param name="rows">How many, 1 to <see cref="MaxRows"/>.</param>
    /// <param name="seed">Any number; another one gives other trips.</param>
    /// <param name="days">The trips begin within so many days from <see cref="Start"/>, 1 to <see cref="MaxDays"/>.</param>
    public TaxiGenerator(long rows, long seed, int days)
    {
        if (rows is < 1 or > MaxRows) throw new ArgumentOutOfRangeException(nameof(rows), rows, $"rows is {rows}; it must be from 1 to {MaxRows}.");
        if (days is < 1 or > MaxDays) throw new ArgumentOutOfRangeException(nameof(days), days, $"days is {days}; it must be from 1 to {MaxDays}.");
        Rows = rows;
        _seed = seed;
        _days = days;
    }

    public string What => "taxi trips";

    public long Rows { get; }

    public long Written { get; private set; }

    public long MaxBytes => Header.Length + Rows * MaxRowBytes;

    public int Fill(Span<byte> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buffer.Length, Header.Length + MaxRowBytes, nameof(buffer));
        var length = 0;
        if (!_hasHeader)
        {
            Header.CopyTo(buffer);
            length = Header.Length;
            _hasHeader = true;
        }
        while (Written < Rows && buffer.Length - length >= MaxRowBytes) length += WriteRow(buffer[length..], new TaxiTrip(_seed, ++Written, Start, _days));
        return length;
    }

    private static int WriteRow(Span<byte> row, in TaxiTrip trip)
    {
        var at = 0;
        Add(row, ref at, trip.Vendor);
        Add(row, ref at, trip.PickupAt);
        Add(row, ref at, trip.DropoffAt);
        Add(row, ref at, trip.Passengers);
        AddHundredths(row, ref at, trip.DistanceInHundredths);
        Add(row, ref at, trip.PickupZone);
        Add(row, ref at, trip.DropoffZone);
        Add(row, ref at, trip.PaymentType);
        AddHundredths(row, ref at, trip.FareInCents);
        AddHundredths(row, ref at, trip.TipInCents);
        AddHundredths(row, ref at, trip.TotalInCents);
        row[at - 1] = (byte)'\n';
        return at;
    }

    private static void Add(Span<byte> row, ref int at, long number)
    {
        number.TryFormat(row[at..], out var length, default, CultureInfo.InvariantCulture);
        at += length;
        row[at++] = (byte)',';
    }

    private static void Add(Span<byte> row, ref int at, DateTime time)
    {
        time.TryFormat(row[at..], out var length, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        at += length;
        row[at++] = (byte)',';
    }

    private static void AddHundredths(Span<byte> row, ref int at, long hundredths)
    {
        var (whole, rest) = Math.DivRem(hundredths, 100);
        whole.TryFormat(row[at..], out var length, default, CultureInfo.InvariantCulture);
        at += length;
        row[at++] = (byte)'.';
        row[at++] = (byte)('0' + rest / 10);
        row[at++] = (byte)('0' + rest % 10);
        row[at++] = (byte)',';
    }
}
