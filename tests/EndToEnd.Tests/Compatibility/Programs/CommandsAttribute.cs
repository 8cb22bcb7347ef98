namespace Floe.EndToEnd.Tests.Compatibility.Programs;

/// <summary>The commands and options that a scenario proves.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CommandsAttribute(string commands) : Attribute
{
    public string Commands { get; } = commands;
}
