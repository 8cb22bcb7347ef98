using System.Globalization;
using System.Numerics;

namespace Floe.Iceberg.Spec;

/// <summary>A decimal of up to 38 digits, more than <see cref="decimal"/> holds: <c>Unscaled × 10^-Scale</c>.</summary>
public readonly record struct IcebergDecimal(BigInteger Unscaled, int Scale) : IComparable<IcebergDecimal>
{
    /// <exception cref="FormatException">The text is no plain decimal number.</exception>
    public static IcebergDecimal Parse(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? text : string.Concat(text.AsSpan(0, point), text.AsSpan(point + 1));
        return BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var unscaled)
            ? new IcebergDecimal(unscaled, point < 0 ? 0 : text.Length - point - 1)
            : throw new FormatException($"'{text}' is not a decimal number.");
    }

    /// <summary>The same number with another scale.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Digits other than zero would be lost.</exception>
    public IcebergDecimal WithScale(int scale)
    {
        if (scale >= Scale) return new IcebergDecimal(Unscaled * BigInteger.Pow(10, scale - Scale), scale);
        var (quotient, remainder) = BigInteger.DivRem(Unscaled, BigInteger.Pow(10, Scale - scale));
        return remainder.IsZero ? new IcebergDecimal(quotient, scale) : throw new ArgumentOutOfRangeException(nameof(scale), scale, $"{this} needs {Scale} digits after the point.");
    }

    public int CompareTo(IcebergDecimal other)
    {
        var scale = Math.Max(Scale, other.Scale);
        return WithScale(scale).Unscaled.CompareTo(other.WithScale(scale).Unscaled);
    }

    public static bool operator <(IcebergDecimal left, IcebergDecimal right) => left.CompareTo(right) < 0;

    public static bool operator >(IcebergDecimal left, IcebergDecimal right) => left.CompareTo(right) > 0;

    public static bool operator <=(IcebergDecimal left, IcebergDecimal right) => left.CompareTo(right) <= 0;

    public static bool operator >=(IcebergDecimal left, IcebergDecimal right) => left.CompareTo(right) >= 0;

    public override string ToString()
    {
        if (Scale == 0) return Unscaled.ToString(CultureInfo.InvariantCulture);
        var digits = BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        return $"{(Unscaled.Sign < 0 ? "-" : "")}{digits[..^Scale]}.{digits[^Scale..]}";
    }
}
