using System.Text.Json;
using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Runner;

/// <summary>The cases that <c>jobs/runner/sql_runner.py</c> is tested with too: both engines must do with them what they say.</summary>
internal static class RunnerCases
{
    public static IReadOnlyList<JsonElement> Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.Path($"jobs/runner/tests/{name}")));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
