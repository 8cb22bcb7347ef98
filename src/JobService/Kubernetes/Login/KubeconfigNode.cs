using System.Text.Json.Nodes;

namespace Floe.JobService.Kubernetes.Login;

/// <summary>How a kubeconfig's members are read: a number or boolean that was meant as text is text.</summary>
internal static class KubeconfigNode
{
    /// <summary>Null where it is missing or empty.</summary>
    public static string? Text(this JsonObject? node, string name) => node?[name] is JsonValue value && value.ToString() is { Length: > 0 } text ? text : null;

    public static bool Flag(this JsonObject? node, string name) => node?[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    public static JsonObject? Member(this JsonObject? node, string name) => node?[name] as JsonObject;

    public static IEnumerable<string> Texts(this JsonObject? node, string name) => node?[name] is JsonArray items ? items.OfType<JsonValue>().Select(item => item.ToString()) : [];

    public static IEnumerable<JsonObject> Members(this JsonObject? node, string name) => node?[name] is JsonArray items ? items.OfType<JsonObject>() : [];

    /// <summary>What a list such as <c>clusters</c> has under a name; null: nothing of that name.</summary>
    public static JsonObject? Named(this JsonObject root, string list, string name, string member) =>
        root.Members(list).FirstOrDefault(entry => entry.Text("name") == name) is { } found ? found.Member(member) ?? [] : null;
}
