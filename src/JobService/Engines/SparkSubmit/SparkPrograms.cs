namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>Where Spark's parts are, in Apache's own archive and in the Python package, which has its parts beside its modules.</summary>
internal static class SparkPrograms
{
    private static readonly string[] Names = OperatingSystem.IsWindows() ? ["spark-submit.cmd", "spark-submit.exe"] : ["spark-submit"];

    public static string? Find(SparkSubmitOptions options) => options.SparkHome is { } home
        ? In(Path.Combine(home, "bin"))
        : (options.SearchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(In).FirstOrDefault(program => program is not null);

    public static string HomeOf(string program) => Path.GetDirectoryName(Path.GetDirectoryName(Real(program)))!;

    public static string JarsOf(string home, string program)
    {
        var own = Path.Combine(home, "jars");
        if (Directory.Exists(own)) return own;
        // <environment>/bin/spark-submit of pip's pyspark.
        var library = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(program))!, "lib");
        return Directory.Exists(library)
            ? Directory.EnumerateDirectories(library, "python3*").Select(python => Path.Combine(python, "site-packages", "pyspark", "jars")).FirstOrDefault(Directory.Exists) ?? own
            : own;
    }

    private static string? In(string folder) => Names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static string Real(string program) => File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(program);
}
