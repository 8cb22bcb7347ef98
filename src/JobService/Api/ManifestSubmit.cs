using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Contracts.SparkApplications;
using Floe.JobService.Spark.Applications;
using Floe.JobService.Spark.Manifests;

namespace Floe.JobService.Api;

/// <summary>A SparkApplication as the body of a submit, in YAML or JSON. What only Floe knows stands in annotations: <c>floe/table-bucket</c>, <c>floe/queue</c>.</summary>
internal static class ManifestSubmit
{
    /// <exception cref="BadRequestException">It is no SparkApplication, or one that the cluster would refuse.</exception>
    public static async Task<JobDefinition> ReadYamlAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // One byte more than is allowed tells that there is more, without taking all of it.
        var buffer = new byte[ManifestLimits.Bytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Definition(SparkApplicationReader.ReadYaml(buffer.AsSpan(0, length)), "$");
    }

    /// <exception cref="BadRequestException">It is no SparkApplication, or one that the cluster would refuse.</exception>
    public static JobDefinition Read(JsonElement root) => Definition(SparkApplicationReader.Read(root), "$");

    /// <summary>The member <c>application</c> of Floe's JSON; errors go to the body.</summary>
    public static SparkApplication? Read(JsonBody body)
    {
        const string Member = "application";
        if (body.Any(Member) is not { } value) return null;
        var path = $"{body.Path}.{Member}";
        var reading = SparkApplicationReader.Read(value, path);
        foreach (var error in Faults(reading, path)) body.Add(error.Field, error.Message, error.Remedy);
        return reading.Application;
    }

    private static JobDefinition Definition(ManifestReading reading, string path)
    {
        var errors = Faults(reading, path).ToList();
        var annotations = reading.Application?.Metadata.Annotations;
        if (annotations?.GetValueOrDefault(ApplicationLabels.TableBucket) is { } bucket && !TableBucketField.IsWellFormed(bucket))
            errors.Add(new($"{path}.metadata.annotations['{ApplicationLabels.TableBucket}']", $"is '{bucket}', which is neither the name nor the ARN of a table bucket.", TableBucketField.Remedy));
        if (annotations?.GetValueOrDefault(ApplicationLabels.Queue) is { } queue && !ResourceName.IsWellFormed(queue))
            errors.Add(new($"{path}.metadata.annotations['{ApplicationLabels.Queue}']", $"is '{queue}'.", ResourceName.Rule));
        if (errors.Count > 0) throw new BadRequestException([.. errors]);
        return new()
        {
            Name = reading.Application!.Metadata.Name,
            Kind = JobKind.SparkApplication,
            TableBucket = annotations?.GetValueOrDefault(ApplicationLabels.TableBucket) ?? "",
            Queue = annotations?.GetValueOrDefault(ApplicationLabels.Queue),
            Application = reading.Application,
        };
    }

    private static IEnumerable<FieldError> Faults(ManifestReading reading, string path) => reading.Application is null
        ? reading.Errors
        : SparkApplicationValidator.Validate(reading.Application).Select(error => error with { Field = $"{path}{error.Field[1..]}" });
}
