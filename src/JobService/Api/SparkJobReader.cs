using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Spark.Applications;
using Floe.JobService.Spark.Manifests;
using Floe.JobService.Spark.Settings;
using Floe.ServiceDefaults.Platform;

namespace Floe.JobService.Api;

/// <summary>Reads and checks the member <c>spark</c> of a submit.</summary>
internal static class SparkJobReader
{
    private const string Member = "spark";

    /// <summary>Null where it is missing or wrong; errors go to the body.</summary>
    public static SparkJob? Read(JsonBody body)
    {
        if (body.Any(Member) is not { } value) return null;
        var path = $"{body.Path}.{Member}";
        var check = new SchemaCheck();
        check.Check(value, SparkJobSchema.Root, path);
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("secretEnv", out var secrets) && secrets.ValueKind == JsonValueKind.Object)
        {
            foreach (var secret in secrets.EnumerateObject()) check.Check(secret.Value, SparkJobSchema.SecretKey, $"{path}.secretEnv['{secret.Name}']");
        }
        foreach (var error in check.Errors) body.Add(error.Field, error.Message, error.Remedy);
        foreach (var unknown in check.Unknown) body.Add(unknown.Path, "is not a member of this request.", $"Remove it, or use one of: {string.Join(", ", unknown.Known)}.");
        return check.Errors.Count + check.Unknown.Count > 0 ? null : value.Deserialize(JobsWire.Json.SparkJob);
    }

    /// <summary>Holds sizes, names and the like against what Kubernetes and Spark take, by way of the SparkApplication that comes of them.</summary>
    public static void CheckValues(JsonBody body, JobDefinition definition)
    {
        var draft = SparkApplicationDraft.Of(definition, AnyOptions);
        foreach (var error in SparkApplicationValidator.Validate(draft with { Metadata = draft.Metadata with { Name = null } }))
        {
            // A job without a main file has been told so.
            if (error.Field != "$.spec.mainApplicationFile") body.Add(OwnPath(error.Field, body.Path), error.Message, error.Remedy);
        }
    }

    /// <summary>Nothing of the service's own is checked.</summary>
    private static readonly SparkOptions AnyOptions = new()
    {
        Platform = new() { Target = PlatformTarget.Embedded, Region = "us-east-1", S3TablesEndpoint = new("http://127.0.0.1"), Credentials = SparkCredentials.Environment },
    };

    private static string OwnPath(string field, string root) => $"{root}.{Member}{field
        .Replace("$.metadata", "", StringComparison.Ordinal)
        .Replace("$.spec", "", StringComparison.Ordinal)
        .Replace(".batchSchedulerOptions", ".batchScheduler", StringComparison.Ordinal)}";
}
