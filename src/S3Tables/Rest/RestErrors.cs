using Floe.S3Tables.Catalog;
using Floe.S3Tables.Http;

namespace Floe.S3Tables.Rest;

/// <summary>The catalog's refusals under the names of the Iceberg REST specification. None is a 5xx: a client would not know what to clean up.</summary>
internal static class RestErrors
{
    /// <summary>The refusal that an exception stands for, or null where it is a defect.</summary>
    public static ServiceException? Find(Exception error) => error switch
    {
        ServiceException known => known,
        CatalogException catalog => Of(catalog),
        Iceberg.Catalog.CatalogException iceberg => Of(iceberg),
        _ => null,
    };

    public static ServiceException Of(CatalogException error)
    {
        var (status, type) = error.Error switch
        {
            CatalogError.Invalid or CatalogError.QuotaExceeded => (StatusCodes.Status400BadRequest, "BadRequestException"),
            CatalogError.ReadOnly => (StatusCodes.Status403Forbidden, "ForbiddenException"),
            CatalogError.BucketMissing or CatalogError.SettingMissing => (StatusCodes.Status404NotFound, "NotFoundException"),
            CatalogError.NamespaceMissing => (StatusCodes.Status404NotFound, "NoSuchNamespaceException"),
            CatalogError.TableMissing => (StatusCodes.Status404NotFound, "NoSuchTableException"),
            CatalogError.BucketExists or CatalogError.NamespaceExists or CatalogError.TableExists => (StatusCodes.Status409Conflict, "AlreadyExistsException"),
            CatalogError.BucketNotEmpty or CatalogError.NamespaceNotEmpty => (StatusCodes.Status409Conflict, "NamespaceNotEmptyException"),
            CatalogError.VersionTokenMismatch => (StatusCodes.Status409Conflict, "CommitFailedException"),
            _ => throw new ArgumentOutOfRangeException(nameof(error), error.Error, "The catalog has no name for this error."),
        };
        return new(status, type, error.Message, error);
    }

    public static ServiceException Of(Iceberg.Catalog.CatalogException error) => new(error.Status, error.Type, error.Message, error);
}
