using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Evolution;

/// <summary>Which types a column may be changed to without rewriting its files (specification, "Schema Evolution").</summary>
public static class TypePromotion
{
    public static bool IsAllowed(IcebergType from, IcebergType to, int formatVersion) => (from.Kind, to.Kind) switch
    {
        _ when from.Equals(to) => true,
        (TypeKind.Int, TypeKind.Long) => true,
        (TypeKind.Float, TypeKind.Double) => true,
        (TypeKind.Decimal, TypeKind.Decimal) => from is DecimalType f && to is DecimalType t && f.Scale == t.Scale && f.Precision <= t.Precision,
        (TypeKind.Date, TypeKind.Timestamp or TypeKind.TimestampNs) => formatVersion >= 3,
        (TypeKind.Unknown, _) => formatVersion >= 3 && to.IsPrimitive,
        _ => false,
    };

    /// <summary>Whether partition values of the column stay what they are; those of a date's identity or bucket do not when it becomes a timestamp.</summary>
    internal static bool KeepsPartitions(IcebergType from, IcebergType to, Transform transform) =>
        from.Kind != TypeKind.Date || to.Kind == TypeKind.Date || transform is VoidTransform or YearTransform or MonthTransform or DayTransform;

    /// <summary>A default of the narrow type as one of the wide type.</summary>
    internal static object? Convert(object? value, IcebergType to) => (value, to.Kind) switch
    {
        (int number, TypeKind.Long) => (long)number,
        (float number, TypeKind.Double) => (double)number,
        (int days, TypeKind.Timestamp) => days * TimeUnits.MicrosOfDay,
        (int days, TypeKind.TimestampNs) => days * TimeUnits.MicrosOfDay * 1000,
        _ => value,
    };
}
