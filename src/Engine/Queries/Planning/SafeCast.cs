using System.Text.Json;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Queries.Planning;

/// <summary>Casts through which a comparison says the same of the column itself.</summary>
internal static class SafeCast
{
    /// <returns>Null for any other cast.</returns>
    public static FilterColumn? Of(FilterColumn column, JsonElement to)
    {
        var target = to.GetProperty("id").GetString();
        return (column.Field.Type.Kind, target) switch
        {
            (TypeKind.Int, "BIGINT" or "HUGEINT") or (TypeKind.Long, "HUGEINT") or (TypeKind.Float, "DOUBLE") => column,
            (TypeKind.Decimal, "DECIMAL") => Widens((DecimalType)column.Field.Type, to) ? column : null,
            (TypeKind.Timestamp or TypeKind.TimestampTz, "DATE") => column with { AsDate = true },
            (TypeKind.Date, "TIMESTAMP" or "TIMESTAMP WITH TIME ZONE") => column with { AsTime = true },
            // The session's time zone is UTC.
            (TypeKind.Timestamp, "TIMESTAMP WITH TIME ZONE") or (TypeKind.TimestampTz, "TIMESTAMP") => column,
            _ => null,
        };
    }

    private static bool Widens(DecimalType from, JsonElement to) =>
        to.TryGetProperty("type_info", out var info) && info.GetProperty("scale").GetInt32() is var scale && scale >= from.Scale
        && info.GetProperty("width").GetInt32() - scale >= from.Precision - from.Scale;
}
