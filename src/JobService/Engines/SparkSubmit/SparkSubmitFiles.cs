namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>The files that a call of spark-submit names.</summary>
/// <param name="Properties">Settings.</param>
/// <param name="Script">An inline script of SQL.</param>
/// <param name="Result">Where the rows of its last query go.</param>
/// <param name="SqlRunner">What runs it.</param>
internal sealed record SparkSubmitFiles(string Properties, string Script, string Result, string SqlRunner)
{
    /// <summary>For a call that is only shown.</summary>
    public static SparkSubmitFiles Shown(string sqlRunner) => new("spark.properties", "script.sql", "result.json", sqlRunner);
}
