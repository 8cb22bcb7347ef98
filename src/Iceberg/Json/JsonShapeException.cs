namespace Floe.Iceberg.Json;

/// <summary>A JSON document is not what it should be at <see cref="Path"/>. Callers turn it into the error of their document.</summary>
internal sealed class JsonShapeException(string path, string problem) : Exception($"{path}: {problem}")
{
    public string Path { get; } = path;

    public string Problem { get; } = problem;
}
