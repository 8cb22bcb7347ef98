using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.S3.Http;

internal static class VersionHeaders
{
    private const string VersionId = "x-amz-version-id";
    private const string DeleteMarker = "x-amz-delete-marker";

    public static void Write(HttpResponse response, ObjectInfo info) => Set(response, VersionId, info.VersionId);

    public static void WriteSource(HttpResponse response, string? versionId) => Set(response, "x-amz-copy-source-version-id", versionId);

    public static void Write(HttpResponse response, Deletion deletion)
    {
        Set(response, VersionId, deletion.VersionId);
        if (deletion.IsDeleteMarker) response.Headers[DeleteMarker] = "true";
    }

    /// <summary>Tells of the delete marker that hides an object, beside the error.</summary>
    public static void WriteMarker(HttpResponse response, StoreException error)
    {
        if (error.MarkerId is null || response.HasStarted) return;
        Set(response, VersionId, error.MarkerId);
        response.Headers[DeleteMarker] = "true";
        if (error.Error != StoreError.DeleteMarker) return;
        response.Headers.Allow = "DELETE";
    }

    private static void Set(HttpResponse response, string name, string? value)
    {
        if (value is not null) response.Headers[name] = value;
    }
}
