namespace Floe.EndToEnd.Tests.Compatibility.Scenarios;

/// <summary>The operations whose cells in the table the scenario fills. It must call each of them through the client.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProvesAttribute(params string[] operations) : Attribute
{
    public IReadOnlyList<string> Operations { get; } = operations;
}
