using System.Diagnostics;

namespace Floe.Engine;

/// <summary>Traces: one activity a script, one a statement.</summary>
public static class EngineActivities
{
    /// <summary>The name to listen to.</summary>
    public const string SourceName = "Floe.Engine";

    internal static ActivitySource Source { get; } = new(SourceName, EngineVersion.Text);
}
