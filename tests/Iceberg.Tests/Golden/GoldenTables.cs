using System.Text.Json;

namespace Floe.Iceberg.Tests.Golden;

/// <summary>Tables that other engines wrote, beside the repository.</summary>
public static class GoldenTables
{
    public const string SkipReason = "The golden tables (../shared/golden from the repository root) are not on this machine.";

    public static bool Absent => Folder is null;

    public static string? Folder { get; } = Find();

    /// <summary>Each table folder with what an independent reader made of its newest metadata.</summary>
    public static IEnumerable<TheoryDataRow<string>> Tables => Folder is null
        ? [new TheoryDataRow<string>("none")]
        : Directory.EnumerateFiles(Path.Combine(Folder, "expected"), "*.json").Order(StringComparer.Ordinal).Select(f => new TheoryDataRow<string>(Path.GetFileNameWithoutExtension(f)));

    public static GoldenTable Load(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder!, "expected", name + ".json")));
        var root = document.RootElement;
        var folder = Path.Combine(Folder!, "tables", root.GetProperty("table").GetString()!);
        return new GoldenTable(folder, Path.Combine(folder, "metadata", root.GetProperty("metadata").GetString()!), root.GetProperty("formatVersion").GetInt32(), root.GetProperty("rowCount").GetInt64());
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Aspire.sln"))) continue;
            var golden = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "golden"));
            return Directory.Exists(golden) ? golden : null;
        }
        return null;
    }
}

public sealed record GoldenTable(string Folder, string MetadataFile, int FormatVersion, long RowCount);
