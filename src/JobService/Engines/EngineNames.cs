namespace Floe.JobService.Engines;

/// <summary>Names of engines, as jobs name them and the store keeps them.</summary>
public static class EngineNames
{
    public const string SparkSubmit = "spark-submit";
    public const string SparkOperator = "spark-operator";
}
