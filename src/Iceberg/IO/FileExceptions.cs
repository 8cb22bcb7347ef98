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

/// <summary>The store did not do what was asked of it at <see cref="Location"/>: no permission, a limit, or a fault of its own. The message says which.</summary>
public sealed class FileRefusedException(string location, string message, Exception? inner = null)
    : IOException(message, inner)
{
    public string Location { get; } = location;
}
