using Floe.S3Tables.Catalog;

namespace Floe.S3Tables.TablesApi;

/// <summary>Names and statuses of the service model's errors.</summary>
internal static class ApiErrors
{
    public static (int Status, string Type) Of(CatalogError error) => error switch
    {
        CatalogError.Invalid or CatalogError.QuotaExceeded => (StatusCodes.Status400BadRequest, "BadRequestException"),
        CatalogError.Forbidden => (StatusCodes.Status403Forbidden, "ForbiddenException"),
        CatalogError.BucketMissing or CatalogError.NamespaceMissing or CatalogError.TableMissing or CatalogError.SettingMissing =>
            (StatusCodes.Status404NotFound, "NotFoundException"),
        CatalogError.BucketExists or CatalogError.NamespaceExists or CatalogError.TableExists or CatalogError.BucketNotEmpty
            or CatalogError.NamespaceNotEmpty or CatalogError.VersionTokenMismatch => (StatusCodes.Status409Conflict, "ConflictException"),
        _ => (StatusCodes.Status500InternalServerError, "InternalServerErrorException"),
    };
}
