using Floe.S3Tables.Authorization;
using Floe.S3Tables.Authorization.Identities;
using Floe.S3Tables.Authorization.Requests;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Http;

namespace Floe.S3Tables.TablesApi;

/// <summary>Asks, before an operation runs, whether its caller may do it.</summary>
public sealed class TablesGuard(Authorizer authorizer, IdentityDirectory identities, CatalogOptions options)
{
    /// <returns>The request to go on with: its body may have been read and is put back.</returns>
    /// <exception cref="ServiceException">The caller may not (403).</exception>
    public async Task<ApiRequest> CheckAsync(string operation, ApiRequest request, CancellationToken cancellationToken)
    {
        var isOwn = identities.IsOwn(request.Caller);
        var body = isOwn ? default : await request.ReadBodyAsync(cancellationToken);
        var details = isOwn ? RequestDetails.None : Details(operation, request, body.Span);
        var target = TargetReader.Read(operation, name => request.Labels.GetValueOrDefault(name), request.Query, details.Name, request.Caller, options.Region);
        if (target is null)
        {
            // What is malformed is not authorized, so only who may do everything gets the operation's own words for it.
            return isOwn ? request : throw CatalogException.Invalid("The request's ARN, namespace or name is missing or malformed.");
        }
        if (authorizer.CheckTables(request.Caller, operation, target, details, RequestOrigin.Of(request.Service.Http)) is { } denial)
            throw new ServiceException(StatusCodes.Status403Forbidden, "AccessDeniedException", denial.Message);
        return isOwn ? request : request with { Service = request.Service.WithBody(body) };
    }

    private static RequestDetails Details(string operation, ApiRequest request, ReadOnlySpan<byte> body)
    {
        var details = DetailsReader.Read(operation, body);
        return operation == "UntagResource" ? details with { RemovedTagKeys = [.. request.Service.Query.All("tagKeys")] } : details;
    }
}
