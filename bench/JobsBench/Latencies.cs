namespace Floe.JobsBench;

/// <summary>How long calls took, in milliseconds.</summary>
internal sealed class Latencies
{
    private readonly List<double> _milliseconds = [];

    public int Count => _milliseconds.Count;

    public void Add(TimeSpan time) => _milliseconds.Add(time.TotalMilliseconds);

    public void Add(Latencies others) => _milliseconds.AddRange(others._milliseconds);

    public override string ToString()
    {
        var sorted = _milliseconds.Order().ToArray();
        return $"median {At(sorted, 0.5):0.0} ms, p99 {At(sorted, 0.99):0.0} ms, worst {sorted[^1]:0.0} ms, n {sorted.Length}";
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
