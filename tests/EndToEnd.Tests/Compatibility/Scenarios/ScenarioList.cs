using System.Reflection;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios;

/// <summary>Every scenario of this assembly, in the order of the document.</summary>
internal static class ScenarioList
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        .. from type in typeof(ScenarioList).Assembly.GetTypes()
           let scenarios = type.GetCustomAttribute<ScenariosAttribute>()
           where scenarios is not null
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
           let scenario = Make(scenarios.Area, type, method)
           orderby scenario.Area, scenario.Theme, scenario.Rule
           select scenario,
    ];

    private static Scenario Make(Area area, Type type, MethodInfo method) => new(
        area,
        type.Name,
        method.Name.Replace('_', ' '),
        method.GetCustomAttribute<ProvesAttribute>()?.Operations ?? throw new InvalidOperationException($"{type.Name}.{method.Name} does not say what it proves."),
        method.GetCustomAttributes<NotWithAttribute>().ToDictionary(not => not.Client, not => not.Reason),
        method.CreateDelegate<Func<Scene, Task>>());
}
