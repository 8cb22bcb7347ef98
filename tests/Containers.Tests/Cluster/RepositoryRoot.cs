namespace Floe.Containers.Tests.Cluster;

internal static class RepositoryRoot
{
    private static readonly string Path = Find(AppContext.BaseDirectory);

    /// <summary>A manifest of the service.</summary>
    public static string Manifest(string name) => File.ReadAllText(System.IO.Path.Combine(Path, "deploy", "kubernetes", "job-service", name));

    private static string Find(string folder) => File.Exists(System.IO.Path.Combine(folder, "Aspire.sln"))
        ? folder
        : Directory.GetParent(folder) is { } parent ? Find(parent.FullName) : throw new InvalidOperationException($"No Aspire.sln above {AppContext.BaseDirectory}.");
}
