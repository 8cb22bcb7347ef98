namespace Floe.Iceberg.Catalog;

/// <summary>An error that a catalog tells with an HTTP status and an error type (REST specification, ErrorModel).</summary>
public abstract class CatalogException(string message, int status, Exception? inner = null) : IcebergException(message, inner)
{
    /// <summary>The HTTP status that stands for this error on the wire.</summary>
    public int Status { get; } = status;

    /// <summary>The error type on the wire; Java clients show it to the user.</summary>
    public string Type => GetType().Name;
}

public sealed class NoSuchTableException(string message, Exception? inner = null) : CatalogException(message, 404, inner);

public sealed class NoSuchNamespaceException(string message, Exception? inner = null) : CatalogException(message, 404, inner);

public sealed class AlreadyExistsException(string message, Exception? inner = null) : CatalogException(message, 409, inner);

public sealed class NamespaceNotEmptyException(string message, Exception? inner = null) : CatalogException(message, 409, inner);

/// <summary>The commit did not happen: the table is no longer as the writer required. Refresh and try again.</summary>
public sealed class CommitFailedException(string message, Exception? inner = null) : CatalogException(message, 409, inner);

/// <summary>The commit happened or not: nobody knows. Files of the commit must not be removed, and the commit must not be repeated blindly.</summary>
public sealed class CommitStateUnknownException(string message, Exception? inner = null) : CatalogException(message, 500, inner);

public sealed class BadRequestException(string message, Exception? inner = null) : CatalogException(message, 400, inner);

public sealed class NotAuthorizedException(string message, Exception? inner = null) : CatalogException(message, 401, inner);

public sealed class ForbiddenException(string message, Exception? inner = null) : CatalogException(message, 403, inner);

/// <summary>The catalog could not do its work, or answered what the specification does not know.</summary>
public sealed class ServiceFailureException(string message, Exception? inner = null) : CatalogException(message, 500, inner);
