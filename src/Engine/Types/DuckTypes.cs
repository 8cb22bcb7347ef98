namespace Floe.Engine.Types;

/// <summary>The DuckDB types that Iceberg and Spark types map to.</summary>
internal static class DuckTypes
{
    public static readonly DuckScalar Boolean = new("BOOLEAN");
    public static readonly DuckScalar TinyInt = new("TINYINT");
    public static readonly DuckScalar SmallInt = new("SMALLINT");
    public static readonly DuckScalar Integer = new("INTEGER");
    public static readonly DuckScalar BigInt = new("BIGINT");
    public static readonly DuckScalar HugeInt = new("HUGEINT");
    public static readonly DuckScalar Float = new("FLOAT");
    public static readonly DuckScalar Double = new("DOUBLE");
    public static readonly DuckScalar Date = new("DATE");
    public static readonly DuckScalar Time = new("TIME");
    public static readonly DuckScalar Timestamp = new("TIMESTAMP");
    public static readonly DuckScalar TimestampTz = new("TIMESTAMP WITH TIME ZONE");
    public static readonly DuckScalar TimestampNs = new("TIMESTAMP_NS");
    public static readonly DuckScalar Text = new("VARCHAR");
    public static readonly DuckScalar Uuid = new("UUID");
    public static readonly DuckScalar Blob = new("BLOB");
    public static readonly DuckScalar Null = new("\"NULL\"");

    public static bool IsInteger(DuckType type) =>
        type is DuckScalar { Name: "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT" };

    public static bool IsFloating(DuckType type) => type == Float || type == Double;

    public static bool IsNumeric(DuckType type) => IsInteger(type) || IsFloating(type) || type is DuckDecimal;

    public static bool IsInstant(DuckType type) =>
        type is DuckScalar { Name: "DATE" or "TIMESTAMP" or "TIMESTAMP WITH TIME ZONE" or "TIMESTAMP_NS" or "TIMESTAMP_MS" or "TIMESTAMP_S" };

    public static bool IsText(DuckType type) => type == Text || type is DuckScalar { Name: "ENUM" or "JSON" };
}
