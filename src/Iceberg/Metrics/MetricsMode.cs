using System.Globalization;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Metrics;

/// <summary>How much is kept about a column: <c>none</c>, <c>counts</c>, <c>truncate(n)</c> or <c>full</c>.</summary>
/// <param name="BoundLength">Code points or bytes of bounds; <see cref="int.MaxValue"/> for full, 0 for no bounds.</param>
public sealed record MetricsMode(bool Counts, int BoundLength)
{
    public static MetricsMode None { get; } = new(false, 0);

    public static MetricsMode CountsOnly { get; } = new(true, 0);

    public static MetricsMode Default { get; } = new(true, 16);

    public static MetricsMode Full { get; } = new(true, int.MaxValue);

    /// <summary>The mode of a column by the table's properties. A mode that cannot be read counts as the default, as in Java.</summary>
    public static MetricsMode Of(IReadOnlyDictionary<string, string> properties, string column)
    {
        var text = properties.GetValueOrDefault(TableProperties.ColumnMetricsModePrefix + column) ?? properties.GetValueOrDefault(TableProperties.DefaultMetricsMode);
        return text is null ? Default : Parse(text) ?? Default;
    }

    private static MetricsMode? Parse(string text) => text.Trim().ToLowerInvariant() switch
    {
        "none" => None,
        "counts" => CountsOnly,
        "full" => Full,
        ['t', 'r', 'u', 'n', 'c', 'a', 't', 'e', '(', .. var digits, ')'] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0 =>
            new MetricsMode(true, length),
        _ => null,
    };
}
