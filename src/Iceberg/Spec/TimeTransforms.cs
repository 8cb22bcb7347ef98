namespace Floe.Iceberg.Spec;

/// <summary>Transforms that cut a time into whole units since 1970, rounding down also before it.</summary>
public abstract record TimeTransform(string Name) : Transform
{
    public override bool PreservesOrder => true;

    public override bool CanTransform(IcebergType source) =>
        source.Kind is TypeKind.Date or TypeKind.Timestamp or TypeKind.TimestampTz or TypeKind.TimestampNs or TypeKind.TimestampTzNs;

    public override IcebergType ResultType(IcebergType source) => PrimitiveType.Int;

    public override object? Apply(IcebergType source, object? value) => (value, source.Kind) switch
    {
        (null, _) => null,
        (int days, TypeKind.Date) => OfMicros(days * TimeUnits.MicrosOfDay),
        (long micros, TypeKind.Timestamp or TypeKind.TimestampTz) => OfMicros(micros),
        (long nanos, TypeKind.TimestampNs or TypeKind.TimestampTzNs) => OfMicros(FloorMath.Div(nanos, 1000)),
        _ => throw new ArgumentException($"A {source} value has no {Name}.", nameof(value)),
    };

    public override string DefaultFieldName(string column) => $"{column}_{Name}";

    public sealed override string ToString() => Name;

    protected abstract int OfMicros(long micros);
}

public sealed record YearTransform() : TimeTransform("year")
{
    protected override int OfMicros(long micros) => FloorMath.Div(TimeUnits.MonthsSince1970(micros), 12);
}

public sealed record MonthTransform() : TimeTransform("month")
{
    protected override int OfMicros(long micros) => TimeUnits.MonthsSince1970(micros);
}

public sealed record DayTransform() : TimeTransform("day")
{
    /// <summary>The specification says int, all writers write date; the value is the same.</summary>
    public override IcebergType ResultType(IcebergType source) => PrimitiveType.Date;

    protected override int OfMicros(long micros) => (int)FloorMath.Div(micros, TimeUnits.MicrosOfDay);
}

public sealed record HourTransform() : TimeTransform("hour")
{
    public override bool CanTransform(IcebergType source) => base.CanTransform(source) && source.Kind != TypeKind.Date;

    protected override int OfMicros(long micros) => (int)FloorMath.Div(micros, TimeUnits.MicrosOfHour);
}
