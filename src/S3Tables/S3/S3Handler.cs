using Floe.S3Tables.Authorization;
using Floe.S3Tables.Http;
using Floe.S3Tables.Http.Authentication;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.Replication;
using Floe.S3Tables.S3.Cors;
using Floe.S3Tables.S3.Forms;
using Floe.S3Tables.S3.Http;

namespace Floe.S3Tables.S3;

/// <summary>The S3 API: finds the operation, and says the store's refusals in S3's words.</summary>
internal sealed class S3Handler(
    S3Store store, AuthenticationOptions options, S3Addresses addresses, FormAuthenticator forms, Authorizer authorizer, ReplicaWarehouses replicas, BucketEncryption encryption,
    TimeProvider clock) : IServiceHandler
{
    private readonly S3Routes _routes = new(store, options, forms, clock);
    private readonly CorsGate _cors = new(store);
    private readonly S3Guard _guard = new(authorizer, replicas);

    public async Task HandleAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        var (bucket, key) = addresses.Parse(request.RawPath, request.Http.Request.Host.Host);
        var s3 = new S3Request(request, bucket, key, _guard) { BucketEncryption = encryption.Of(bucket) };
        try
        {
            if (HttpMethods.IsOptions(request.Method))
            {
                _cors.AnswerPreflight(s3);
                return;
            }
            _cors.Admit(s3);
            FormRequests.CheckUnsigned(s3);
            CheckOwner(s3);
            var (name, operation) = _routes.Find(s3);
            _guard.Check(name, s3);
            await operation.ExecuteAsync(s3, cancellationToken);
        }
        catch (StoreException e)
        {
            VersionHeaders.WriteMarker(s3.Response, e);
            throw S3Errors.From(e);
        }
    }

    private void CheckOwner(S3Request request)
    {
        if (IsAnothers("x-amz-expected-bucket-owner") || IsAnothers("x-amz-source-expected-bucket-owner")) throw new ServiceException(403, "AccessDenied", "Access Denied");

        bool IsAnothers(string header) => request.Header(header) is { } owner && owner != options.AccountId;
    }
}
