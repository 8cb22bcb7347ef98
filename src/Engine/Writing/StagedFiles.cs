using Floe.Engine.Inputs;
using Floe.Iceberg.IO;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Writing;

/// <summary>
/// Data files on their way into a table. DuckDB names files itself, so it writes into a folder beside a staged file, and each of its files is
/// then moved to a staged file of its own: a rename on the same disk. Disposing discards what is not published.
/// </summary>
internal sealed class StagedFiles : IAsyncDisposable
{
    private readonly StatementInputs _inputs;
    private readonly Func<string> _newLocation;
    private readonly List<(DataFile File, IStagedFile Staged)> _files = [];
    private readonly IStagedFile _anchor;

    /// <param name="newLocation">Gives each file its location.</param>
    public StagedFiles(StatementInputs inputs, Func<string> newLocation)
    {
        _inputs = inputs;
        _newLocation = newLocation;
        _anchor = inputs.Files.Stage(newLocation());
        Folder = _anchor.Path + ".d";
        inputs.Name(Folder, _anchor.Location);
    }

    /// <summary>Where DuckDB writes to. It makes the folder.</summary>
    public string Folder { get; }

    public IReadOnlyList<DataFile> Files => _files.ConvertAll(file => file.File);

    public long Rows => _files.Sum(file => file.File.RecordCount);

    public void Add(DataFile file, string path)
    {
        var staged = _inputs.Files.Stage(_newLocation());
        _files.Add((file with { Path = staged.Location }, staged));
        File.Move(path, staged.Path, overwrite: true);
    }

    /// <summary>Makes all files objects. Until the commit that names them they are unreferenced.</summary>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        foreach (var (_, staged) in _files)
            await staged.PublishAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, staged) in _files)
            await staged.DisposeAsync();
        await _anchor.DisposeAsync();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
