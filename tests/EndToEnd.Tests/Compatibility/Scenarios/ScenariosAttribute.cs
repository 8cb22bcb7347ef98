namespace Floe.EndToEnd.Tests.Compatibility.Scenarios;

/// <summary>A class of scenarios: public static methods that take a <see cref="Scene"/> and are named by the rule they hold.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ScenariosAttribute(Area area) : Attribute
{
    public Area Area { get; } = area;
}
