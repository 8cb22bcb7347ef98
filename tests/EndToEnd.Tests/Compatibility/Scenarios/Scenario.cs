using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios;

/// <param name="Area">What it is about.</param>
/// <param name="Theme">The class it stands in.</param>
/// <param name="Rule">The rule it holds, as a sentence.</param>
/// <param name="Proves">The operations it calls and checks.</param>
/// <param name="NotWith">Clients that cannot take part, and why.</param>
/// <param name="RunAsync">The scenario.</param>
internal sealed record Scenario(
    Area Area, string Theme, string Rule, IReadOnlyList<string> Proves, IReadOnlyDictionary<ClientKind, string> NotWith, Func<Scene, Task> RunAsync)
{
    public string Id => $"{Area}, {Theme}: {Rule}";
}
