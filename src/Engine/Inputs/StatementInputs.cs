using Floe.Iceberg.IO;

namespace Floe.Engine.Inputs;

/// <summary>
/// The files one statement reads, lent for as long as it runs, and the rejected rows of its file views. Knows for every local path which
/// location it stands for, so that messages can speak of locations.
/// </summary>
internal sealed class StatementInputs(IFileIO files) : IAsyncDisposable
{
    private readonly Dictionary<string, ILocalFile> _lent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _locations = new(StringComparer.Ordinal);

    public List<RejectSource> Rejects { get; } = [];

    public IFileIO Files => files;

    /// <summary>The locations that were asked for, also when they are given back.</summary>
    public IReadOnlyCollection<string> Lent => _lent.Keys;

    /// <summary>Lends the object at the location; the same file for the same location.</summary>
    /// <exception cref="FileMissingException">Nothing is stored there.</exception>
    public async Task<ILocalFile> OpenAsync(string location, CancellationToken cancellationToken)
    {
        if (_lent.TryGetValue(location, out var known))
            return known;
        var file = await files.OpenAsync(location, cancellationToken);
        _lent.Add(location, file);
        _locations[file.Path] = location;
        return file;
    }

    /// <summary>Remembers what a path that this statement writes to stands for.</summary>
    public void Name(string path, string location) => _locations[path] = location;

    /// <summary>The location of a path that DuckDB names.</summary>
    public string LocationOf(string path) => _locations.GetValueOrDefault(path, "(unknown input)");

    /// <summary>Puts locations in place of local paths.</summary>
    public string WithoutPaths(string message)
    {
        foreach (var (path, location) in _locations.OrderByDescending(known => known.Key.Length))
            message = message.Replace(path, location, StringComparison.Ordinal);
        return message;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _lent.Values)
            await file.DisposeAsync();
    }
}
