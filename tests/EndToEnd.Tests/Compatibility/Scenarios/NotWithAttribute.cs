using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios;

/// <summary>A client that has no way to ask for this. The reason stands in the table.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class NotWithAttribute(ClientKind client, string reason) : Attribute
{
    public ClientKind Client { get; } = client;

    public string Reason { get; } = reason;
}
