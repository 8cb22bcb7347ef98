using System.Globalization;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Types;

/// <summary>Types as Spark shows them to the user.</summary>
internal static class SparkTypeNames
{
    public static string Of(DuckType type) => type switch
    {
        DuckDecimal d => string.Create(CultureInfo.InvariantCulture, $"decimal({d.Precision},{d.Scale})"),
        DuckList list => $"array<{Of(list.Element)}>",
        DuckMap map => $"map<{Of(map.Key)},{Of(map.Value)}>",
        DuckStruct structure => $"struct<{string.Join(",", structure.Fields.Select(field => $"{field.Key}:{Of(field.Value)}"))}>",
        DuckScalar scalar => Of(scalar.Name),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static string Of(IcebergType type) => type switch
    {
        DecimalType d => string.Create(CultureInfo.InvariantCulture, $"decimal({d.Precision},{d.Scale})"),
        ListType list => $"array<{Of(list.Element)}>",
        MapType map => $"map<{Of(map.Key)},{Of(map.Value)}>",
        StructType structure => $"struct<{string.Join(",", structure.Fields.Select(field => $"{field.Name}:{Of(field.Type)}"))}>",
        _ => type.Kind switch
        {
            TypeKind.Long => "bigint",
            TypeKind.TimestampTz => "timestamp",
            TypeKind.Timestamp => "timestamp_ntz",
            TypeKind.Fixed => "binary",
            TypeKind.Unknown => "void",
            _ => type.ToString()!,
        },
    };

    /// <summary>A sum of integers is a HUGEINT in DuckDB and a BIGINT in Spark; it is called by Spark's name, and its value stays exact.</summary>
    private static string Of(string name) => name switch
    {
        "INTEGER" => "int",
        "HUGEINT" => "bigint",
        "UTINYINT" => "smallint",
        "USMALLINT" => "int",
        "UINTEGER" => "bigint",
        "UBIGINT" or "UHUGEINT" => "decimal(20,0)",
        "VARCHAR" or "ENUM" or "JSON" => "string",
        "BLOB" => "binary",
        "TIMESTAMP WITH TIME ZONE" => "timestamp",
        "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS" => "timestamp_ntz",
        "\"NULL\"" or "NULL" => "void",
        _ => name.ToLowerInvariant(),
    };
}
