namespace Floe.JobService.Kubernetes;

/// <summary>A kind of namespaced objects as the API server's paths name it. The core group is the empty string.</summary>
internal sealed record ResourceType(string Group, string Version, string Plural)
{
    public static readonly ResourceType Pods = new("", "v1", "pods");
    public static readonly ResourceType Events = new("", "v1", "events");

    public string GroupVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    public string PathIn(string space) => $"{(Group.Length == 0 ? "api" : "apis")}/{GroupVersion}/namespaces/{Uri.EscapeDataString(space)}/{Plural}";

    public string PathOf(string space, string name) => $"{PathIn(space)}/{Uri.EscapeDataString(name)}";
}
