using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Floe.Iceberg.Spec;
using Floe.S3Tables.Catalog;

namespace Floe.S3Tables.Rest;

/// <summary>The answer to create, load and commit. Stored metadata is sent as it is stored: it has been parsed once, when it came in.</summary>
internal static class TableAnswers
{
    public static RestResult Of(StoredMetadata stored) => new(StatusCodes.Status200OK, Render(stored.Location, stored.Json), ETag(stored.Location));

    /// <summary>A staged table has metadata, but no file of it yet.</summary>
    public static RestResult OfStaged(TableMetadata metadata) => new(StatusCodes.Status200OK, Render(null, TableMetadataJson.Serialize(metadata)));

    /// <summary>Only the snapshots that branches and tags point to (<c>snapshots=refs</c>).</summary>
    public static RestResult WithReferencedSnapshots(StoredMetadata stored)
    {
        // Version 1 is read only and has few snapshots to spare.
        if (stored.Metadata.FormatVersion == 1) return Of(stored);
        var referenced = stored.Metadata.Refs.Values.Select(reference => reference.SnapshotId).ToHashSet();
        var reduced = stored.Metadata with { Snapshots = [.. stored.Metadata.Snapshots.Where(snapshot => referenced.Contains(snapshot.SnapshotId))] };
        return new(StatusCodes.Status200OK, Render(stored.Location, TableMetadataJson.Serialize(reduced)), ETag($"{stored.Location}#refs"));
    }

    /// <summary>A metadata file never changes, so its location stands for its content.</summary>
    public static string ETag(string location) => $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(location)).AsSpan(0, 16))}\"";

    private static ReadOnlyMemory<byte> Render(string? location, ReadOnlyMemory<byte> metadata)
    {
        var output = new MemoryStream(metadata.Length + 512);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            if (location is not null) json.WriteString("metadata-location", location);
            json.WritePropertyName("metadata");
            json.WriteRawValue(metadata.Span, skipInputValidation: true);
            json.WriteStartObject("config");
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }
}
