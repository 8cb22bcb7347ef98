namespace Floe.JobService.Spark;

/// <summary>File names as Spark takes them.</summary>
internal static class SparkPaths
{
    /// <summary>Before a session is there, Hadoop reads files as <c>s3a</c> only.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(path))]
    public static string? ForHadoop(string? path) => path?.StartsWith("s3://", StringComparison.Ordinal) == true ? $"s3a://{path["s3://".Length..]}" : path;

    public static IReadOnlyList<string>? ForHadoop(IReadOnlyList<string>? paths) => paths is null ? null : [.. paths.Select(path => ForHadoop(path))];
}
