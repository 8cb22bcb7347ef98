using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Floe.JobService.Contracts;
using Floe.JobService.Contracts.SparkApplications;

namespace Floe.JobService.Spark.Manifests;

/// <summary>Reads SparkApplication manifests: in YAML, and in JSON that has been parsed. JSON is YAML too, but its own parser has better words for what is wrong.</summary>
internal static class SparkApplicationReader
{
    private const string ScheduleKind = "ScheduledSparkApplication";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ManifestReading ReadYaml(ReadOnlySpan<byte> text)
    {
        if (text.Length > ManifestLimits.Bytes) return TooLong();
        try
        {
            using var document = JsonDocument.Parse(YamlDocument.Parse(Utf8.GetString(text).TrimStart('\uFEFF'))?.ToJsonString() ?? "null");
            return Read(document.RootElement.Clone());
        }
        catch (ManifestException e)
        {
            return Wrong(e.Message, "Send one SparkApplication in YAML.");
        }
        catch (DecoderFallbackException e)
        {
            return Wrong($"is no UTF-8 text (byte {e.Index}).", "Save it as UTF-8.");
        }
    }

    /// <param name="root">The manifest.</param>
    /// <param name="path">Where it stands in the request.</param>
    public static ManifestReading Read(JsonElement root, string path = "$")
    {
        if (root.ValueKind != JsonValueKind.Object) return Wrong("is no mapping.", "Send one SparkApplication.");
        if (KindFault(root, path) is { } fault) return new(null, [fault], []);
        var check = new SchemaCheck();
        check.Check(root, SparkApplicationSchema.Root, path);
        var warnings = check.Unknown.Select(member => $"{member.Path} is nothing that operator 2.5.2 has in a {SparkApplication.GroupVersion} SparkApplication; the API server drops it unless its CRD is newer.").ToList();
        return check.Errors.Count > 0 ? new(null, check.Errors, warnings) : new(WithoutNulls(root).Deserialize(JobsWire.Json.SparkApplication)!, [], warnings);
    }

    /// <summary>Told before the rest: the faults of a Deployment's fields as a SparkApplication would help nobody.</summary>
    private static FieldError? KindFault(JsonElement root, string path)
    {
        var version = root.TryGetProperty("apiVersion", out var apiVersion) && apiVersion.ValueKind == JsonValueKind.String ? apiVersion.GetString() : null;
        var kind = root.TryGetProperty("kind", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        if (kind == ScheduleKind) return new($"{path}.kind", $"is '{kind}', and a job is one run.", "Make a schedule of the service: PUT /api/v1/schedules/NAME with spec.schedule as cron, spec.timeZone as timeZone, spec.concurrencyPolicy as concurrency, and a job that has spec.template as the spec of its application. Or apply it with kubectl: then GET /api/v1/external-applications shows it.");
        if (kind != SparkApplication.KindName) return new($"{path}.kind", kind is null ? "is missing." : $"is '{kind}'.", $"Send a {SparkApplication.KindName}.");
        return version == SparkApplication.GroupVersion ? null : new($"{path}.apiVersion", version is null ? "is missing." : $"is '{version}'.", $"Send {SparkApplication.GroupVersion}, the version that the Spark Operator 2.x has.");
    }

    /// <summary>To Kubernetes, null is as good as absent.</summary>
    private static JsonNode WithoutNulls(JsonElement root)
    {
        var node = JsonNode.Parse(root.GetRawText())!;
        Strip(node);
        return node;
    }

    private static void Strip(JsonNode node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items.OfType<JsonNode>()) Strip(item);
        }
        if (node is not JsonObject members) return;
        foreach (var name in members.Where(member => member.Value is null).Select(member => member.Key).ToList()) members.Remove(name);
        foreach (var (_, member) in members) Strip(member!);
    }

    private static ManifestReading TooLong() => Wrong($"is longer than {ManifestLimits.Bytes / 1024} KiB.", "Put scripts and data in a bucket and name them in the manifest.");

    private static ManifestReading Wrong(string message, string remedy) => new(null, [new("$", message, remedy)], []);
}
