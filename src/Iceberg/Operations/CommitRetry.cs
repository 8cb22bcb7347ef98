using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>
/// Repeats a commit that another writer overtook, on the refreshed table: the optimistic protocol of the specification. Waits grow by two, with some
/// chance in them so that writers do not meet again; their number and times are table properties (<c>commit.retry.*</c>).
/// </summary>
internal static class CommitRetry
{
    /// <param name="attempt">Gets the number of the attempt, from 1.</param>
    public static async Task RunAsync(Table table, Func<int, CancellationToken, Task> attempt, CancellationToken cancellationToken)
    {
        var limits = Limits.Of(table.Metadata.Properties);
        var start = table.Time.GetTimestamp();
        for (var number = 1; ; number++)
        {
            try
            {
                await attempt(number, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (CommitFailedException) when (number <= limits.Retries && table.Time.GetElapsedTime(start) < limits.Total)
            {
                await Task.Delay(limits.Wait(number), table.Time, cancellationToken).ConfigureAwait(false);
                await table.RefreshAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private sealed record Limits(int Retries, double MinWaitMs, double MaxWaitMs, TimeSpan Total)
    {
        public static Limits Of(IReadOnlyDictionary<string, string> properties) => new(
            properties.GetInt(TableProperties.CommitNumRetries, 4),
            Math.Max(0, properties.GetLong(TableProperties.CommitMinRetryWaitMs, 100)),
            Math.Max(0, properties.GetLong(TableProperties.CommitMaxRetryWaitMs, 60_000)),
            TimeSpan.FromMilliseconds(Math.Max(0, properties.GetLong(TableProperties.CommitTotalRetryTimeMs, 1_800_000))));

        public TimeSpan Wait(int attempt)
        {
            var wait = Math.Min(MaxWaitMs, MinWaitMs * Math.Pow(2, attempt - 1));
#pragma warning disable CA5394 // Spreads writers in time; nothing secret hangs on it.
            return TimeSpan.FromMilliseconds(wait * (0.5 + Random.Shared.NextDouble()));
#pragma warning restore CA5394
        }
    }
}
