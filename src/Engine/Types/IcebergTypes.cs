using Floe.Engine.Syntax;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Types;

/// <summary>Iceberg's types and DuckDB's.</summary>
internal static class IcebergTypes
{
    public static DuckType ToDuckDb(IcebergType type) => type switch
    {
        DecimalType d => new DuckDecimal(d.Precision, d.Scale),
        ListType list => new DuckList(ToDuckDb(list.Element)),
        MapType map => new DuckMap(ToDuckDb(map.Key), ToDuckDb(map.Value)),
        StructType structure => new DuckStruct([.. structure.Fields.Select(field => KeyValuePair.Create(field.Name, ToDuckDb(field.Type)))]),
        _ => type.Kind switch
        {
            TypeKind.Boolean => DuckTypes.Boolean,
            TypeKind.Int => DuckTypes.Integer,
            TypeKind.Long => DuckTypes.BigInt,
            TypeKind.Float => DuckTypes.Float,
            TypeKind.Double => DuckTypes.Double,
            TypeKind.Date => DuckTypes.Date,
            TypeKind.Time => DuckTypes.Time,
            TypeKind.Timestamp => DuckTypes.Timestamp,
            TypeKind.TimestampTz or TypeKind.TimestampTzNs => DuckTypes.TimestampTz,
            TypeKind.TimestampNs => DuckTypes.TimestampNs,
            TypeKind.String => DuckTypes.Text,
            TypeKind.Uuid => DuckTypes.Uuid,
            TypeKind.Fixed or TypeKind.Binary => DuckTypes.Blob,
            TypeKind.Unknown => DuckTypes.Integer,
            _ => throw new SqlError($"Columns of type {type} cannot be read by the embedded engine. Use the Spark engine for this table."),
        },
    };

    /// <summary>The column types of CREATE TABLE ... AS SELECT. Ids are given as for a list of columns.</summary>
    public static Schema ToSchema(IReadOnlyList<KeyValuePair<string, DuckType>> columns)
    {
        var last = 0;
        return new Schema(0, Assign(columns));

        IReadOnlyList<NestedField> Assign(IReadOnlyList<KeyValuePair<string, DuckType>> fields)
        {
            var ids = fields.Select(_ => ++last).ToList();
            return [.. fields.Select((field, i) => NestedField.Optional(ids[i], field.Key, FromDuckDb(field.Key, field.Value)))];
        }

        IcebergType FromDuckDb(string column, DuckType type)
        {
            switch (type)
            {
                case DuckStruct structure:
                    return new StructType(Assign(structure.Fields));
                case DuckList list:
                    var element = ++last;
                    return new ListType(element, FromDuckDb(column, list.Element), ElementRequired: false);
                case DuckMap map:
                    var (key, value) = (++last, ++last);
                    return new MapType(key, FromDuckDb(column, map.Key), value, FromDuckDb(column, map.Value), ValueRequired: false);
                default:
                    return Primitive(column, type);
            }
        }
    }

    private static PrimitiveType Primitive(string column, DuckType type) => type switch
    {
        DuckDecimal d => new DecimalType(d.Precision, d.Scale),
        DuckScalar scalar => scalar.Name switch
        {
            "BOOLEAN" => PrimitiveType.Boolean,
            "TINYINT" or "SMALLINT" or "INTEGER" or "UTINYINT" or "USMALLINT" => PrimitiveType.Int,
            "BIGINT" or "UINTEGER" or "HUGEINT" => PrimitiveType.Long,
            "UBIGINT" or "UHUGEINT" => new DecimalType(20, 0),
            "FLOAT" => PrimitiveType.Float,
            "DOUBLE" => PrimitiveType.Double,
            "DATE" => PrimitiveType.Date,
            "TIME" => PrimitiveType.Time,
            "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" => PrimitiveType.Timestamp,
            "TIMESTAMP_NS" => PrimitiveType.Timestamp,
            "TIMESTAMP WITH TIME ZONE" => PrimitiveType.TimestampTz,
            "VARCHAR" or "ENUM" or "JSON" => PrimitiveType.String,
            "UUID" => PrimitiveType.Uuid,
            "BLOB" => PrimitiveType.Binary,
            _ => throw NoTableType(column, type),
        },
        _ => throw NoTableType(column, type),
    };

    private static SqlError NoTableType(string column, DuckType type) =>
        new($"Column '{column}' is of type {SparkTypeNames.Of(type)}, which a table cannot hold. CAST it to a type of docs/sql.md, or leave it out.");
}
