using Floe.S3Tables.Http.Authentication;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Http;

namespace Floe.S3Tables.S3.Acl;

internal sealed class GetObjectAcl(S3Store store, AuthenticationOptions options) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        VersionHeaders.Write(request.Response, store.Objects.Require(request.Bucket, request.Key, request.VersionId));
        using var xml = OwnersControl.Document(options.AccountId);
        await xml.SendAsync(request.Response, cancellationToken);
    }
}
