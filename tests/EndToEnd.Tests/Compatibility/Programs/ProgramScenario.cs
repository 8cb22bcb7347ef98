namespace Floe.EndToEnd.Tests.Compatibility.Programs;

/// <param name="Program">Whose commands it runs.</param>
/// <param name="Commands">The commands and options that it proves.</param>
/// <param name="Rule">The rule it holds, as a sentence.</param>
/// <param name="RunAsync">The scenario.</param>
internal sealed record ProgramScenario(ProgramKind Program, string Commands, string Rule, Func<ProgramScene, Task> RunAsync)
{
    public string Id => $"{Program.Title()}: {Rule}";
}
