namespace Floe.JobService.Spark.Manifests;

/// <summary>The text is no YAML or JSON object that could be a manifest. Line and column count from 1 where they are known.</summary>
internal sealed class ManifestException(string message, Exception? inner = null) : Exception(message, inner);
