namespace Floe.Iceberg;

/// <summary>A metadata, manifest or Puffin file that cannot be what it should be: truncated, corrupt, hostile or of an unknown version.</summary>
public sealed class InvalidFileException(string file, string field, string problem, Exception? inner = null)
    : IcebergException($"{file}: {(field.Length == 0 ? "" : field + ": ")}{problem}", inner)
{
    /// <summary>Location of the file, or a description where it has none yet.</summary>
    public string File { get; } = file;

    /// <summary>Path of the offending field inside the file; empty when it is the file as a whole.</summary>
    public string Field { get; } = field;

    public string Problem { get; } = problem;
}
