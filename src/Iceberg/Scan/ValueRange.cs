using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Scan;

/// <summary>What is known of a set of values, all of one column. Unknown bounds are null; flags say what is possible.</summary>
internal readonly record struct ValueRange(object? Min, object? Max, bool MayHaveNull, bool MayHaveNan, bool MayHaveValue)
{
    public static ValueRange Unknown { get; } = new(null, null, MayHaveNull: true, MayHaveNan: true, MayHaveValue: true);

    /// <summary>The range of a single value.</summary>
    public static ValueRange Of(object? value) => value switch
    {
        null => new(null, null, MayHaveNull: true, MayHaveNan: false, MayHaveValue: false),
        double.NaN or float.NaN => new(null, null, MayHaveNull: false, MayHaveNan: true, MayHaveValue: false),
        _ => new(value, value, MayHaveNull: false, MayHaveNan: false, MayHaveValue: true),
    };

    /// <summary>Whether a value smaller than (or equal to) the given one is possible.</summary>
    public bool MayBeBelow(object value, bool orEqual) => (orEqual && MayHaveNan && value is (double.NaN or float.NaN)) || (MayHaveValue && (Min is null || Order(Min, value) is var order && (orEqual ? order <= 0 : order < 0)));

    /// <summary>NaN counts as greater than every number, as in DuckDB and Spark: bounds do not speak of it.</summary>
    public bool MayBeAbove(object value, bool orEqual) =>
        MayHaveNan || (MayHaveValue && (Max is null || Order(Max, value) is var order && (orEqual ? order >= 0 : order > 0)));

    public bool MayBe(object value) => value is double.NaN or float.NaN ? MayHaveNan : MayHaveValue && (Min is null || Order(Min, value) <= 0) && (Max is null || Order(Max, value) >= 0);

    public bool MayDiffer(object value) => MayHaveNan || (MayHaveValue && !(Min is not null && Max is not null && Order(Min, value) == 0 && Order(Max, value) == 0));

    public bool MayStartWith(string prefix)
    {
        if (!MayHaveValue) return false;
        if (Min is string min && IcebergValue.Compare(Cut(min, prefix), prefix) > 0) return false;
        return Max is not string max || IcebergValue.Compare(Cut(max, prefix), prefix) >= 0;
    }

    private static string Cut(string bound, string prefix) => bound.Length > prefix.Length ? bound[..prefix.Length] : bound;

    /// <summary>The two zeros are equal to a query, though bounds order them.</summary>
    private static int Order(object bound, object value) => IcebergValue.Compare(Plain(bound), Plain(value));

    private static object Plain(object value) => value switch
    {
        0.0 => 0.0,
        0.0f => 0.0f,
        _ => value,
    };
}
