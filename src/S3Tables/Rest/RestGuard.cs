using Floe.Iceberg.Catalog;
using Floe.S3Tables.Authorization;
using Floe.S3Tables.Authorization.Identities;
using Floe.S3Tables.Authorization.Requests;

namespace Floe.S3Tables.Rest;

/// <summary>Asks, before an operation runs, whether its caller may do it.</summary>
public sealed class RestGuard(Authorizer authorizer, IdentityDirectory identities)
{
    /// <returns>The request to go on with: its body may have been read and is put back.</returns>
    /// <exception cref="ForbiddenException">The caller may not.</exception>
    public async Task<RestRequest> CheckAsync(string operation, RestRequest request, CancellationToken cancellationToken)
    {
        // The own user may do everything in its account; that the table bucket is of its account needs no body.
        var body = identities.IsOwn(request.Service.Caller) ? default(ReadOnlyMemory<byte>?) : await request.ReadBodyAsync(cancellationToken);
        var origin = RequestOrigin.Of(request.Service.Http);
        foreach (var target in RestTargets.Read(operation, request, body))
            if (authorizer.CheckIceberg(request.Service.Caller, operation, target, origin) is { } denial) throw new ForbiddenException(denial.Message);
        return body is { } read ? request with { Service = request.Service.WithBody(read) } : request;
    }
}
