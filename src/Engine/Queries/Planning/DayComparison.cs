using System.Text.Json;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Queries.Planning;

/// <summary>Comparisons between dates and timestamps, said of the column as it is stored: <c>CAST(ts AS DATE) = d</c> is one day of ts.</summary>
internal static class DayComparison
{
    private const long MicrosOfDay = 86_400_000_000;

    public static Predicate? Of(FilterColumn column, ComparisonOperator comparison, JsonElement constant)
    {
        // Infinite dates and timestamps are at the ends of the range.
        if (column.AsDate)
            return PlanValue.Read(PrimitiveType.Date, constant) is int day && Math.Abs((long)day) < 100_000_000 ? OfTimestamp(column.Path, comparison, day * MicrosOfDay) : null;
        return PlanValue.Read(PrimitiveType.Timestamp, constant) is long micros && Math.Abs(micros / MicrosOfDay) < 100_000_000 ? OfDate(column.Path, comparison, micros) : null;
    }

    private static Predicate? OfTimestamp(string column, ComparisonOperator comparison, long start) => comparison switch
    {
        ComparisonOperator.Equal => Predicate.And(Predicate.GreaterOrEqual(column, start), Predicate.Less(column, start + MicrosOfDay)),
        ComparisonOperator.NotEqual => Predicate.Or(Predicate.Less(column, start), Predicate.GreaterOrEqual(column, start + MicrosOfDay)),
        ComparisonOperator.Less => Predicate.Less(column, start),
        ComparisonOperator.LessOrEqual => Predicate.Less(column, start + MicrosOfDay),
        ComparisonOperator.Greater => Predicate.GreaterOrEqual(column, start + MicrosOfDay),
        _ => Predicate.GreaterOrEqual(column, start),
    };

    private static Predicate? OfDate(string column, ComparisonOperator comparison, long micros)
    {
        var floor = (int)Math.Floor((decimal)micros / MicrosOfDay);
        var isStart = micros == floor * MicrosOfDay;
        var ceiling = isStart ? floor : floor + 1;
        return comparison switch
        {
            ComparisonOperator.Equal when isStart => Predicate.Equal(column, floor),
            ComparisonOperator.NotEqual when isStart => Predicate.NotEqual(column, floor),
            ComparisonOperator.Less => Predicate.Less(column, ceiling),
            ComparisonOperator.LessOrEqual => Predicate.LessOrEqual(column, floor),
            ComparisonOperator.Greater => Predicate.Greater(column, floor),
            ComparisonOperator.GreaterOrEqual => Predicate.GreaterOrEqual(column, ceiling),
            _ => null,
        };
    }
}
