using System.Reflection;

namespace Floe.EndToEnd.Tests.Compatibility.Programs;

/// <summary>Every scenario with a program, in the order of the document.</summary>
internal static class ProgramScenarioList
{
    public static IReadOnlyList<ProgramScenario> All { get; } =
    [
        .. from type in typeof(ProgramScenarioList).Assembly.GetTypes()
           let program = type.GetCustomAttribute<ProgramAttribute>()
           where program is not null
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
           let commands = method.GetCustomAttribute<CommandsAttribute>()?.Commands ?? throw new InvalidOperationException($"{type.Name}.{method.Name} does not say what it proves.")
           let scenario = new ProgramScenario(program.Program, commands, method.Name.Replace('_', ' '), method.CreateDelegate<Func<ProgramScene, Task>>())
           orderby scenario.Program, scenario.Rule
           select scenario,
    ];
}
