using System.IO.Compression;
using System.Text.Json;
using Floe.Iceberg.Json;

namespace Floe.Iceberg.Spec;

/// <summary>The metadata file: versions 1 to 3 are read (plain or gzip), 2 and 3 are written. Snapshot ids are JSON integers of 64 bits.</summary>
public static class TableMetadataJson
{
    /// <summary>A gzip file that grows beyond this is refused: metadata of 5,000 snapshots is about 3 MiB.</summary>
    private const int MaxUncompressedBytes = 512 * 1024 * 1024;

    /// <param name="content">The file, as it is stored.</param>
    /// <param name="location">Where it is from, for messages.</param>
    /// <exception cref="InvalidFileException">The content is no table metadata of version 1 to 3.</exception>
    public static TableMetadata Parse(ReadOnlyMemory<byte> content, string location = "table metadata")
    {
        try
        {
            var json = content.Span is [0x1f, 0x8b, ..] ? Gunzip(content, location) : content;
            using var document = JsonCursor.ParseDocument(json);
            return TableMetadataReader.Read(new JsonCursor(document.RootElement, ""));
        }
        catch (JsonException e)
        {
            throw new InvalidFileException(location, e.Path ?? "", $"is not valid JSON: {e.Message}", e);
        }
        catch (JsonShapeException e)
        {
            throw new InvalidFileException(location, e.Path, e.Problem, e);
        }
    }

    /// <summary>Reads metadata inside a larger document, such as a REST answer.</summary>
    /// <exception cref="InvalidFileException">The element is no table metadata.</exception>
    public static TableMetadata Parse(JsonElement element, string location)
    {
        try
        {
            return TableMetadataReader.Read(new JsonCursor(element, ""));
        }
        catch (JsonShapeException e)
        {
            throw new InvalidFileException(location, e.Path, e.Problem, e);
        }
    }

    /// <exception cref="NotSupportedException">The table is of version 1, which is read only.</exception>
    public static byte[] Serialize(TableMetadata metadata) => JsonWriting.Write(json => TableMetadataWriter.Write(json, metadata));

    public static void Write(Utf8JsonWriter json, TableMetadata metadata) => TableMetadataWriter.Write(json, metadata);

    /// <summary>The gzip form, for files that end in <c>.gz.metadata.json</c>.</summary>
    public static byte[] SerializeCompressed(TableMetadata metadata)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal)) gzip.Write(Serialize(metadata));
        return compressed.ToArray();
    }

    private static ReadOnlyMemory<byte> Gunzip(ReadOnlyMemory<byte> content, string location)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(content.ToArray(), writable: false), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            var buffer = new byte[81_920];
            for (int read; (read = gzip.Read(buffer)) > 0;)
            {
                if (plain.Length + read > MaxUncompressedBytes) throw new InvalidFileException(location, "", $"is larger than {MaxUncompressedBytes} bytes uncompressed.");
                plain.Write(buffer, 0, read);
            }
            return plain.GetBuffer().AsMemory(0, (int)plain.Length);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidFileException(location, "", $"is not valid gzip: {e.Message}", e);
        }
    }
}
