using System.Text.Json.Nodes;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

/// <summary>The service model has the source of a copy as <c>bucket/key</c>; the SDK wants its parts.</summary>
internal sealed record CopySource(string Bucket, string Key)
{
    public static CopySource Of(JsonObject input)
    {
        var parts = input.Text("CopySource").Split('/', 2);
        return new(parts[0], parts[1]);
    }
}
