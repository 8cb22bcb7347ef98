using Floe.S3Tables.Http;
using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.S3;

/// <summary>The S3 API.</summary>
internal sealed class S3Handler(S3Store store) : IServiceHandler
{
    public Task HandleAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        _ = store;
        throw new ServiceException(501, "NotImplemented", $"{request.Method} is not implemented.");
    }
}
