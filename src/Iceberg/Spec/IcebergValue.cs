namespace Floe.Iceberg.Spec;

/// <summary>
/// How a single value is held in memory, by its type: <c>bool</c>; <c>int</c> (int; date as days since 1970-01-01); <c>long</c> (long; time as
/// microseconds of the day; timestamps as micro- or nanoseconds since 1970, in UTC where they have a zone); <c>float</c>; <c>double</c>;
/// <see cref="IcebergDecimal"/>; <c>string</c>; <see cref="Guid"/>; <c>byte[]</c> (fixed, binary); <c>null</c>.
/// </summary>
public static class IcebergValue
{
    public static bool AreEqual(object? left, object? right) =>
        left is byte[] l && right is byte[] r ? l.AsSpan().SequenceEqual(r) : Equals(left, right);

    public static int Hash(object? value)
    {
        if (value is not byte[] bytes) return value?.GetHashCode() ?? 0;
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }

    /// <summary>
    /// The order of the type in the specification: numbers by value with -0.0 before 0.0 and NaN last, strings by code points, binary and uuid by
    /// unsigned bytes. An int also compares with a long and a float with a double, as values written before a promotion need.
    /// </summary>
    /// <exception cref="ArgumentException">The values are of types that have no common order.</exception>
    public static int Compare(object left, object right) => (left, right) switch
    {
        (bool l, bool r) => l.CompareTo(r),
        (int l, int r) => l.CompareTo(r),
        (int or long, int or long) => AsLong(left).CompareTo(AsLong(right)),
        (float or double, float or double) => CompareDouble(AsDouble(left), AsDouble(right)),
        (IcebergDecimal l, IcebergDecimal r) => l.CompareTo(r),
        (string l, string r) => CompareCodePoints(l, r),
        (Guid l, Guid r) => l.ToByteArray(bigEndian: true).AsSpan().SequenceCompareTo(r.ToByteArray(bigEndian: true)),
        (byte[] l, byte[] r) => l.AsSpan().SequenceCompareTo(r),
        _ => throw new ArgumentException($"{left.GetType().Name} and {right.GetType().Name} have no common order.", nameof(right)),
    };

    /// <summary>Whether a value is held in memory as its type asks for; null is a value of every type.</summary>
    public static bool Fits(IcebergType type, object? value) => value is null || type.Kind switch
    {
        TypeKind.Boolean => value is bool,
        TypeKind.Int or TypeKind.Date => value is int,
        TypeKind.Long or TypeKind.Time or TypeKind.Timestamp or TypeKind.TimestampTz or TypeKind.TimestampNs or TypeKind.TimestampTzNs => value is long,
        TypeKind.Float => value is float,
        TypeKind.Double => value is double,
        TypeKind.Decimal => value is IcebergDecimal d && d.Scale == ((DecimalType)type).Scale,
        TypeKind.String => value is string,
        TypeKind.Uuid => value is Guid,
        TypeKind.Fixed => value is byte[] bytes && bytes.Length == ((FixedType)type).Length,
        TypeKind.Binary => value is byte[],
        _ => false,
    };

    private static long AsLong(object value) => value is int i ? i : (long)value;

    private static double AsDouble(object value) => value is float f ? f : (double)value;

    private static int CompareDouble(double left, double right)
    {
        if (double.IsNaN(left) || double.IsNaN(right)) return double.IsNaN(left).CompareTo(double.IsNaN(right));
        var order = left.CompareTo(right);
        return order != 0 ? order : double.IsNegative(right).CompareTo(double.IsNegative(left));
    }

    /// <summary>UTF-16 order differs from code point order (and so from UTF-8 byte order) where surrogates meet U+E000..U+FFFF.</summary>
    private static int CompareCodePoints(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            var (l, r) = (left[i], right[i]);
            if (l == r) continue;
            if (char.IsSurrogate(l) != char.IsSurrogate(r)) return char.IsSurrogate(l) ? 1 : -1;
            return l.CompareTo(r);
        }
        return left.Length.CompareTo(right.Length);
    }
}
