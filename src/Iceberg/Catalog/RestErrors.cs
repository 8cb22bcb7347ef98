using System.Net;
using System.Text;
using Floe.Iceberg.Catalog.Wire;

namespace Floe.Iceberg.Catalog;

/// <summary>Turns error answers into exceptions: by the type they name, else by status and what was asked.</summary>
internal static class RestErrors
{
    private const int MaxShownBody = 300;
    private const string UnsupportedOperation = "UnsupportedOperationException";

    public static Exception ToException(HttpStatusCode status, ReadOnlyMemory<byte> body, RestCall call)
    {
        var code = (int)status;
        var error = ErrorJson.TryParse(body);
        var message = error is { Message.Length: > 0 } e ? e.Message : $"{call.Description}: HTTP {code} {Shown(body)}".TrimEnd();

        // Before a commit could begin: the catalog does not know the operation. S3 Tables answers 404 with a body that is no error model.
        if (call.Without is { } without && (error is null ? code is 404 or 405 or 501 : error.Value.Type == UnsupportedOperation)) return new NotSupportedException(without);
        // A 5xx on a commit says nothing about whether the commit happened, whatever type it names (reference: Java's ErrorHandlers).
        if (call.IsCommit && code >= 500) return new CommitStateUnknownException($"Unknown whether the commit was applied: {message}");
        return error?.Type switch
        {
            nameof(NoSuchTableException) => new NoSuchTableException(message),
            nameof(NoSuchNamespaceException) => new NoSuchNamespaceException(message),
            nameof(AlreadyExistsException) => new AlreadyExistsException(message),
            nameof(NamespaceNotEmptyException) => new NamespaceNotEmptyException(message),
            nameof(CommitFailedException) => new CommitFailedException(message),
            nameof(BadRequestException) => new BadRequestException(message),
            nameof(NotAuthorizedException) => new NotAuthorizedException(message),
            nameof(ForbiddenException) => new ForbiddenException(message),
            _ => ByStatus(code, message, call),
        };
    }

    private static CatalogException ByStatus(int code, string message, RestCall call) => code switch
    {
        400 => new BadRequestException(message),
        401 => new NotAuthorizedException(message),
        403 => new ForbiddenException(message),
        404 when call.OnTable => new NoSuchTableException(message),
        404 => new NoSuchNamespaceException(message),
        409 when call.IsCommit => new CommitFailedException(message),
        409 when call.IsNamespaceDrop => new NamespaceNotEmptyException(message),
        409 => new AlreadyExistsException(message),
        _ => new ServiceFailureException(message),
    };

    private static string Shown(ReadOnlyMemory<byte> body)
    {
        var text = Encoding.UTF8.GetString(body.Span).Trim();
        return text.Length <= MaxShownBody ? text : text[..MaxShownBody] + "…";
    }
}
