namespace Floe.Iceberg.IO;

/// <summary>Nothing is stored at <see cref="Location"/>.</summary>
public sealed class FileMissingException(string location, Exception? inner = null)
    : IOException($"No object at {location}.", inner)
{
    public string Location { get; } = location;
}

/// <summary>Something is stored at <see cref="Location"/> already.</summary>
public sealed class FileExistsException(string location, Exception? inner = null)
    : IOException($"An object exists already at {location}; Iceberg files are never overwritten.", inner)
{
    public string Location { get; } = location;
}
