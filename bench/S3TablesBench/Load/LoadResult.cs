namespace Floe.S3TablesBench.Load;

/// <summary>Calls a second, and how long calls took, in milliseconds.</summary>
internal sealed record LoadResult(double Rate, double Median, double P99)
{
    public static LoadResult Of(IEnumerable<double> milliseconds, double seconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return new LoadResult(sorted.Length / seconds, At(sorted, 0.5), At(sorted, 0.99));
    }

    /// <summary>The round of the middle rate.</summary>
    public static LoadResult MedianOf(IReadOnlyCollection<LoadResult> rounds) => rounds.OrderBy(round => round.Rate).ElementAt(rounds.Count / 2);

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
