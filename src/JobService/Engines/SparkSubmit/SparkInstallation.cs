namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>A Spark on this machine.</summary>
/// <param name="Program">spark-submit.</param>
/// <param name="Home">The folder above <c>bin</c>.</param>
/// <param name="Version">Such as 3.5.3.</param>
/// <param name="ScalaVersion">Such as 2.12; jars for Spark carry it in their names.</param>
/// <param name="HadoopVersion">Of the Hadoop client in its jars; null where there is none.</param>
/// <param name="JarFolder">Where jars go that each job is to have.</param>
/// <param name="Jars">File names.</param>
/// <param name="Defaults"><c>spark-defaults.conf</c>.</param>
public sealed record SparkInstallation(
    string Program, string Home, Version Version, string ScalaVersion, Version? HadoopVersion, string JarFolder, IReadOnlyList<string> Jars, IReadOnlyDictionary<string, string> Defaults)
{
    /// <summary>Such as 3.5, as in iceberg-spark-runtime-3.5.</summary>
    public string Line => $"{Version.Major}.{Version.Minor}";
}
