using System.Text.Json;
using System.Text.Json.Serialization;
using Floe.Engine;
using Floe.JobService.Contracts.SparkApplications;

namespace Floe.JobService.Contracts;

/// <summary>The wire form of the job API, for both sides.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DryRunResult))]
[JsonSerializable(typeof(ExternalApplication))]
[JsonSerializable(typeof(ExternalApplicationPage))]
[JsonSerializable(typeof(JobDefinition))]
[JsonSerializable(typeof(JobDetails))]
[JsonSerializable(typeof(JobEventData))]
[JsonSerializable(typeof(JobPage))]
[JsonSerializable(typeof(QueueDetails))]
[JsonSerializable(typeof(QueueList))]
[JsonSerializable(typeof(QueueSettings))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(KeySummary))]
[JsonSerializable(typeof(NewKey))]
[JsonSerializable(typeof(JobStateEvent))]
[JsonSerializable(typeof(PlatformInfo))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(ResultSet))]
[JsonSerializable(typeof(ScheduleSettings))]
[JsonSerializable(typeof(ScheduleDetails))]
[JsonSerializable(typeof(ScheduleList))]
[JsonSerializable(typeof(ScheduleTimes))]
[JsonSerializable(typeof(TemplateSettings))]
[JsonSerializable(typeof(TemplateDetails))]
[JsonSerializable(typeof(TemplateList))]
[JsonSerializable(typeof(TemplateJob))]
[JsonSerializable(typeof(IReadOnlyList<TemplateParameter>))]
[JsonSerializable(typeof(WebhookSettings))]
[JsonSerializable(typeof(WebhookDetails))]
[JsonSerializable(typeof(WebhookList))]
[JsonSerializable(typeof(DeliveryList))]
[JsonSerializable(typeof(WebhookMessage))]
[JsonSerializable(typeof(SparkApplication))]
[JsonSerializable(typeof(SparkApplicationSpec))]
[JsonSerializable(typeof(SparkJob))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
[JsonSerializable(typeof(SqlRequest))]
[JsonSerializable(typeof(SqlResponse))]
[JsonSerializable(typeof(IReadOnlyList<StatementSummary>))]
[JsonSerializable(typeof(IReadOnlyList<JobExecution>))]
public sealed partial class JobsJson : JsonSerializerContext;
