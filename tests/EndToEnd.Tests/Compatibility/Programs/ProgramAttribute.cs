namespace Floe.EndToEnd.Tests.Compatibility.Programs;

/// <summary>A class of scenarios with one program.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ProgramAttribute(ProgramKind program) : Attribute
{
    public ProgramKind Program { get; } = program;
}
