namespace Floe.Iceberg;

/// <summary>Base of what this library throws about tables, catalogs and their files. Missing and existing objects are the exceptions of <see cref="IO.IFileIO"/>.</summary>
public abstract class IcebergException(string message, Exception? inner = null) : Exception(message, inner);
