using System.Text.Json;
using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Golden;

/// <summary>Tables that other engines wrote, beside the repository, with what an independent reader made of them.</summary>
public static class GoldenTables
{
    public const string SkipReason = "The golden tables (../shared/golden from the repository root) are not on this machine.";

    public static bool Absent => !Directory.Exists(Folder);

    public static string Folder { get; } = Path.GetFullPath(RepositoryFiles.Path("../shared/golden"));

    public static IEnumerable<TheoryDataRow<string>> Names => Absent
        ? [new TheoryDataRow<string>("none")]
        : Directory.EnumerateFiles(Path.Combine(Folder, "expected"), "*.json").Order(StringComparer.Ordinal).Select(file => new TheoryDataRow<string>(Path.GetFileNameWithoutExtension(file)));

    public static GoldenTable Load(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "expected", name + ".json")));
        var root = document.RootElement;
        var folder = Path.Combine(Folder, "tables", root.GetProperty("table").GetString()!);
        return new GoldenTable(
            folder,
            Path.Combine(folder, "metadata", root.GetProperty("metadata").GetString()!),
            root.GetProperty("rowCount").GetInt64(),
            [.. root.GetProperty("rows").EnumerateArray().Select(row => row.Clone())]);
    }
}

/// <summary>A golden table. Of its rows up to 200 are known, in no particular order.</summary>
public sealed record GoldenTable(string Folder, string MetadataFile, long RowCount, IReadOnlyList<JsonElement> Rows)
{
    /// <summary>The tables were moved: what is after <c>/metadata/</c> or <c>/data/</c> in a location is in the table's folder.</summary>
    public string Map(string location)
    {
        var at = new[] { "/metadata/", "/data/" }.Max(part => location.LastIndexOf(part, StringComparison.Ordinal));
        // One table was made over a file that lies beside its folder.
        return at >= 0 && !location.EndsWith("mock_data.parquet", StringComparison.Ordinal)
            ? Path.Combine(Folder, location[(at + 1)..])
            : Path.Combine(Folder, "..", "..", "example", Path.GetFileName(location));
    }
}
