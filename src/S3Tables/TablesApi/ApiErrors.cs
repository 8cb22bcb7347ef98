using Floe.S3Tables.Catalog;
using Floe.S3Tables.Http;

namespace Floe.S3Tables.TablesApi;

/// <summary>Names and statuses of the service model's errors.</summary>
internal static class ApiErrors
{
    public static ServiceException Of(CatalogException error)
    {
        var (status, code) = error.Error switch
        {
            CatalogError.Invalid or CatalogError.QuotaExceeded => (StatusCodes.Status400BadRequest, "BadRequestException"),
            CatalogError.BucketMissing or CatalogError.NamespaceMissing or CatalogError.TableMissing or CatalogError.SettingMissing =>
                (StatusCodes.Status404NotFound, "NotFoundException"),
            CatalogError.ReadOnly => (StatusCodes.Status403Forbidden, "ForbiddenException"),
            CatalogError.BucketExists or CatalogError.NamespaceExists or CatalogError.TableExists or CatalogError.BucketNotEmpty
                or CatalogError.NamespaceNotEmpty or CatalogError.VersionTokenMismatch => (StatusCodes.Status409Conflict, "ConflictException"),
            _ => throw new ArgumentOutOfRangeException(nameof(error), error.Error, "The API has no name for this error."),
        };
        return new(status, code, error.Message, error);
    }
}
