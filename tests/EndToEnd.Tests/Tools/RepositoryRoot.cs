namespace Floe.EndToEnd.Tests.Tools;

/// <summary>Where the sources are: tests run from the build's output, and some of what they need stays in the tree.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    public static string Combine(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (File.Exists(System.IO.Path.Combine(at.FullName, "Aspire.sln"))) return at.FullName;
        throw new DirectoryNotFoundException($"No folder above {folder} has Aspire.sln: run the tests from a build inside the repository.");
    }
}
