using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>Files by what tells them apart: their location, and for deletion vectors the place in it.</summary>
internal sealed class FileSet
{
    private readonly HashSet<(string Path, long? Offset)> _files = [];

    public int Count => _files.Count;

    public IEnumerable<string> Paths => _files.Select(k => k.Path);

    public void Add(DataFile file) => _files.Add(file.Key);

    public void Add(string path) => _files.Add((path, null));

    public bool Contains(DataFile file) => _files.Contains(file.Key);

    /// <summary>Whether a file other than a deletion vector is in the set.</summary>
    public bool ContainsPath(string path) => _files.Contains((path, null));

    /// <summary>Files that were not met.</summary>
    public IReadOnlyList<string> Except(IReadOnlySet<(string Path, long? Offset)> found) => [.. _files.Where(k => !found.Contains(k)).Select(k => k.Path)];
}
