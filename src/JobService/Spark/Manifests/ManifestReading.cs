using Floe.JobService.Contracts;
using Floe.JobService.Contracts.SparkApplications;

namespace Floe.JobService.Spark.Manifests;

/// <summary>A manifest as it was read: the application, or everything that keeps it from being one.</summary>
internal sealed record ManifestReading(SparkApplication? Application, IReadOnlyList<FieldError> Errors, IReadOnlyList<string> Warnings);
