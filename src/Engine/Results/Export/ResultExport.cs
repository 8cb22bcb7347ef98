namespace Floe.Engine;

/// <summary>
/// A file that takes the rows of a query as they are made, so that their number does not matter to memory. The file appears whole or not at
/// all: rows go to a file beside it, which takes the name in the end.
/// </summary>
/// <param name="Path">Where it goes; the folder must exist.</param>
/// <param name="Format">What is written.</param>
public sealed record ResultExport(string Path, ResultFormat Format)
{
    /// <summary>Whether a file of that name may be replaced; else it is an error.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Rows to write at most; null for all.</summary>
    public long? MaxRows { get; init; }
}
