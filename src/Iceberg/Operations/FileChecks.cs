using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

internal static class FileChecks
{
    public static void RequireData(DataFile file)
    {
        if (file.Content != FileContent.Data) throw new ArgumentException($"{file.Path} is a file of {file.Content}; a row delta adds those.", nameof(file));
    }

    public static void RequireDeletes(DataFile file, int formatVersion)
    {
        if (file.Content == FileContent.Data) throw new ArgumentException($"{file.Path} is a data file, not a delete file.", nameof(file));
        if (file.Content == FileContent.EqualityDeletes && file.EqualityIds is not { Count: > 0 }) throw new ArgumentException($"{file.Path} has equality deletes but no equality ids.", nameof(file));
        if (formatVersion >= 3 && file.Content == FileContent.PositionDeletes && !file.IsDeletionVector)
            throw new ArgumentException($"{file.Path}: tables of version 3 take deletion vectors, not new position delete files.", nameof(file));
        if (formatVersion < 3 && file.IsDeletionVector) throw new ArgumentException($"{file.Path}: deletion vectors need a table of version 3.", nameof(file));
        if (file.IsDeletionVector && (file.ReferencedDataFile is null || file.ContentOffset is null || file.ContentSizeInBytes is null))
            throw new ArgumentException($"{file.Path}: a deletion vector has referenced_data_file, content_offset and content_size_in_bytes.", nameof(file));
    }
}
