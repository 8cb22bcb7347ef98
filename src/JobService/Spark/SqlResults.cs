using System.Text.Json;
using Amazon.Runtime;
using Floe.Engine;
using Floe.Iceberg.IO;
using Floe.JobService.Contracts;
using Floe.JobService.Spark.Settings;

namespace Floe.JobService.Spark;

/// <summary>Where SQL jobs in a cluster leave the rows of their last query, and how the service comes by them. Off without <see cref="SparkOptions.ResultDirectory"/>.</summary>
internal sealed class SqlResults(IFileIO files, SparkOptions options)
{
    /// <summary>The runner writes a thousand rows at most; rows of many KiB each are not what the service keeps.</summary>
    private const long Largest = 64 << 20;

    /// <summary>Null where the job leaves no rows.</summary>
    public static string? PlaceOf(JobDefinition definition, SparkOptions options, string jobId, int attempt) =>
        definition.Kind == JobKind.Sql && options.ResultDirectory is { } directory ? $"{directory.TrimEnd('/')}/{jobId}/attempt-{attempt}.json" : null;

    /// <returns>The rows; without them, why there are none. Both null: none were asked for.</returns>
    public async Task<(ResultSet? Rows, string? Fault)> ReadAsync(JobDefinition definition, string jobId, int attempt, CancellationToken cancellationToken)
    {
        if (PlaceOf(definition, options, jobId, attempt) is not { } place) return (null, null);
        try
        {
            await using var lent = await files.OpenAsync(place, cancellationToken);
            if (lent.Length > Largest) return (null, $"The rows at {place} are not kept by the service: {lent.Length >> 20} MiB, and {Largest >> 20} MiB is the most. They stay there.");
            await using var file = File.OpenRead(lent.Path);
            return (await JsonSerializer.DeserializeAsync(file, JobsWire.Json.ResultSet, cancellationToken), null);
        }
        catch (Exception e) when (e is IOException or JsonException or HttpRequestException or AmazonClientException)
        {
            return (null, $"The rows at {place} cannot be read: {e.Message}");
        }
    }
}
