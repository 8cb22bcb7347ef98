namespace Floe.Iceberg.Spec;

public enum TypeKind
{
    Boolean,
    Int,
    Long,
    Float,
    Double,
    Decimal,
    Date,
    Time,
    Timestamp,
    TimestampTz,
    TimestampNs,
    TimestampTzNs,
    String,
    Uuid,
    Fixed,
    Binary,
    Variant,
    Geometry,
    Geography,
    Unknown,
    Struct,
    List,
    Map,
}
