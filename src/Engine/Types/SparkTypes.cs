using Floe.Engine.Syntax;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Types;

/// <summary>What the type names of a script mean, as Iceberg's Spark integration maps them.</summary>
internal static class SparkTypes
{
    /// <summary>A schema for CREATE TABLE. Ids run from 1, those of a level before those of the levels below, as Java assigns them.</summary>
    public static Schema ToSchema(IReadOnlyList<ColumnSyntax> columns)
    {
        var ids = new FieldIds();
        return new Schema(0, ids.Assign(columns));
    }

    /// <summary>A type of its own, with ids that say only what belongs together.</summary>
    public static IcebergType ToIceberg(TypeSyntax type) => new FieldIds().Assign(type);

    public static DuckType ToDuckDb(TypeSyntax type) => type switch
    {
        ArrayTypeSyntax array => new DuckList(ToDuckDb(array.Element)),
        MapTypeSyntax map => new DuckMap(ToDuckDb(map.Key), ToDuckDb(map.Value)),
        StructTypeSyntax structure => new DuckStruct([.. structure.Fields.Select(field => KeyValuePair.Create(field.Name, ToDuckDb(field.Type)))]),
        NamedTypeSyntax { Name: "byte" or "tinyint" } => DuckTypes.TinyInt,
        NamedTypeSyntax { Name: "short" or "smallint" } => DuckTypes.SmallInt,
        NamedTypeSyntax named => IcebergTypes.ToDuckDb(Primitive(named)),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static PrimitiveType Primitive(NamedTypeSyntax type)
    {
        PrimitiveType found = type.Name switch
        {
            "boolean" or "bool" => PrimitiveType.Boolean,
            "byte" or "tinyint" or "short" or "smallint" or "int" or "integer" => PrimitiveType.Int,
            "long" or "bigint" => PrimitiveType.Long,
            "float" or "real" => PrimitiveType.Float,
            "double" => PrimitiveType.Double,
            "decimal" or "dec" or "numeric" => Decimal(type),
            "string" or "char" or "character" or "varchar" => PrimitiveType.String,
            "binary" => PrimitiveType.Binary,
            "date" => PrimitiveType.Date,
            "time" => PrimitiveType.Time,
            "timestamp" or "timestamp_ltz" => PrimitiveType.TimestampTz,
            "timestamp_ntz" => PrimitiveType.Timestamp,
            "uuid" => PrimitiveType.Uuid,
            _ => throw new SqlError(
                $"'{type.Name}' is not a type. Known are BOOLEAN, INT, BIGINT, FLOAT, DOUBLE, DECIMAL(p, s), STRING, BINARY, DATE, TIMESTAMP, TIMESTAMP_NTZ, ARRAY<...>, MAP<..., ...> and STRUCT<...>.",
                type.Position),
        };
        var takesArguments = type.Name is "decimal" or "dec" or "numeric" or "char" or "character" or "varchar";
        return takesArguments || type.Arguments.Count == 0 ? found : throw new SqlError($"{type.Name.ToUpperInvariant()} takes no arguments.", type.Position);
    }

    private static DecimalType Decimal(NamedTypeSyntax type)
    {
        var precision = type.Arguments.Count > 0 ? type.Arguments[0] : 10;
        var scale = type.Arguments.Count > 1 ? type.Arguments[1] : 0;
        return precision is >= 1 and <= DecimalType.MaxPrecision && scale <= precision && type.Arguments.Count <= 2
            ? new DecimalType(precision, scale)
            : throw new SqlError("DECIMAL(p, s) needs a precision of 1 to 38 and a scale not above it.", type.Position);
    }

    private sealed class FieldIds
    {
        private int _last;

        public IReadOnlyList<NestedField> Assign(IReadOnlyList<ColumnSyntax> columns)
        {
            CheckNames(columns);
            var ids = columns.Select(_ => ++_last).ToList();
            return [.. columns.Select((column, i) => new NestedField(ids[i], column.Name, column.NotNull, Assign(column.Type), column.Comment))];
        }

        public IcebergType Assign(TypeSyntax type)
        {
            switch (type)
            {
                case StructTypeSyntax structure:
                    return new StructType(Assign(structure.Fields));
                case ArrayTypeSyntax array:
                    var element = ++_last;
                    return new ListType(element, Assign(array.Element), ElementRequired: false);
                case MapTypeSyntax map:
                    var (key, value) = (++_last, ++_last);
                    return new MapType(key, Assign(map.Key), value, Assign(map.Value), ValueRequired: false);
                default:
                    return Primitive((NamedTypeSyntax)type);
            }
        }

        private static void CheckNames(IReadOnlyList<ColumnSyntax> columns)
        {
            var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var column in columns)
                if (!seen.Add(column.Name))
                    throw new SqlError($"Column '{column.Name}' is given twice.", column.Position);
        }
    }
}
