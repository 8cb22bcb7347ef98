namespace Floe.JobService.Contracts;

/// <summary>Kinds as they are written on the wire.</summary>
internal static class JobKindNames
{
    private static readonly IReadOnlyDictionary<string, JobKind> Kinds = new Dictionary<string, JobKind>
    {
        ["sql"] = JobKind.Sql,
        ["pyspark"] = JobKind.PySpark,
        ["spark"] = JobKind.Spark,
        ["sparkr"] = JobKind.SparkR,
        ["sparkApplication"] = JobKind.SparkApplication,
    };

    public static IEnumerable<string> All => Kinds.Keys;

    public static string Of(JobKind kind) => Kinds.First(pair => pair.Value == kind).Key;

    public static bool TryParse(string text, out JobKind kind) => Kinds.TryGetValue(text, out kind);
}
