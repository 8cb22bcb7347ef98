using System.Text.Json;
using Floe.JobService.Contracts;

namespace Floe.JobService.Store;

/// <summary>JSON columns as values.</summary>
internal static class StoredJson
{
    public static SortedDictionary<string, string> Strings(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, JobsWire.Json.SortedDictionaryStringString)!;

    public static IReadOnlyList<JobExecution> Executions(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, JobsWire.Json.IReadOnlyListJobExecution)!;

    public static string Text(IReadOnlyList<JobExecution> executions) => JsonSerializer.Serialize(executions, JobsWire.Json.IReadOnlyListJobExecution);

    public static JobDefinition Definition(string json) => JsonSerializer.Deserialize(json, JobsWire.Json.JobDefinition)!;
}
