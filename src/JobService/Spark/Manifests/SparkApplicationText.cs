using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Contracts.SparkApplications;

namespace Floe.JobService.Spark.Manifests;

/// <summary>A SparkApplication as people read it and kubectl takes it.</summary>
public static class SparkApplicationText
{
    public static string Json(SparkApplication application) => JsonSerializer.Serialize(application, JobsWire.Json.SparkApplication);

    public static string Yaml(SparkApplication application) => YamlText.Write(JsonSerializer.SerializeToElement(application, JobsWire.Json.SparkApplication));
}
