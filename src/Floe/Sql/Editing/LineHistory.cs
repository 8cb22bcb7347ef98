using System.Text.Json;

namespace Floe.Cli.Sql.Editing;

/// <summary>
/// What was typed before, kept in a file of the user's that nobody else may read: a JSON string a line. What begins with a space is not kept, so that
/// nothing need get there that should not.
/// </summary>
internal sealed class LineHistory
{
    private const int MaxEntries = 1000;

    private readonly List<string> _entries;
    private readonly string? _path;

    private LineHistory(List<string> entries, string? path)
    {
        _entries = entries;
        _path = path;
    }

    public IReadOnlyList<string> Entries => _entries;

    /// <summary>The file in the user's profile.</summary>
    public static string DefaultPath => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "floe", "sql_history");

    /// <param name="path">Null keeps it in memory only.</param>
    public static LineHistory Load(string? path)
    {
        if (path is null || !File.Exists(path)) return new([], path);
        var lines = File.ReadAllLines(path);
        var entries = lines.TakeLast(MaxEntries).Select(Read).OfType<string>().ToList();
        var history = new LineHistory(entries, path);
        if (lines.Length > 2 * MaxEntries) history.Rewrite();
        return history;
    }

    public void Add(string text)
    {
        if (text.Length == 0 || char.IsWhiteSpace(text[0]) || (_entries.Count > 0 && _entries[^1] == text)) return;
        _entries.Add(text);
        if (_path is null) return;
        using var file = Open(FileMode.Append);
        file.WriteLine(JsonSerializer.Serialize(text, Output.Json.Indented));
    }

    /// <summary>A line that somebody else wrote is no reason not to start.</summary>
    private static string? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Rewrite()
    {
        using var file = Open(FileMode.Create);
        foreach (var entry in _entries) file.WriteLine(JsonSerializer.Serialize(entry, Output.Json.Indented));
    }

    private StreamWriter Open(FileMode mode)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path!)!);
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(_path!, options);
    }
}
