using System.Text.Json.Nodes;

namespace Floe.FakeKubernetes;

/// <summary>A refusal of the API server: an answer of kind Status.</summary>
public sealed class ApiException(int code, string reason, string message, string? kind = null, string? name = null, int? retryAfter = null) : Exception(message)
{
    /// <summary>What is wrong with the object, by field.</summary>
    public IReadOnlyList<(string Field, string Message, string Reason)> Causes { get; init; } = [];

    public int Code { get; } = code;

    public int? RetryAfter { get; } = retryAfter;

    public JsonObject Status() => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Failure",
        ["message"] = Message,
        ["reason"] = reason,
        ["details"] = new JsonObject { ["kind"] = kind, ["name"] = name, ["retryAfterSeconds"] = RetryAfter, ["causes"] = Details() },
        ["code"] = Code,
    };

    private JsonArray? Details() => Causes.Count == 0 ? null : [.. Causes.Select(cause => new JsonObject { ["reason"] = cause.Reason, ["message"] = cause.Message, ["field"] = cause.Field })];

    public static ApiException NotFound(string plural, string name) => new(404, "NotFound", $"{plural} \"{name}\" not found", plural, name);

    public static ApiException KindMissing() => new(404, "NotFound", "the server could not find the requested resource");

    public static ApiException Gone() => new(410, "Expired", "The resourceVersion for the provided watch is too old.");
}
