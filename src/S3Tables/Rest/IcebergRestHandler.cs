using System.Text;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Http;

namespace Floe.S3Tables.Rest;

/// <summary>The Iceberg REST catalog: finds the operation, runs it, writes its answer; refusals go to the dispatcher under Iceberg's names.</summary>
public sealed class IcebergRestHandler(RestRoutes routes, RestGuard guard, IdempotencyKeys idempotency) : IServiceHandler
{
    /// <summary>Amazon S3 Tables answers what it does not have in XML, on this endpoint too.</summary>
    private static readonly byte[] UnknownOperation = Encoding.UTF8.GetBytes("<UnknownOperationException/>\n");

    public async Task HandleAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        var response = request.Http.Response;
        if (routes.Match(request) is not var (route, restRequest))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            response.ContentType = "application/xml";
            if (!HttpMethods.IsHead(request.Method)) await response.Body.WriteAsync(UnknownOperation, cancellationToken);
            return;
        }
        try
        {
            var allowed = await guard.CheckAsync(route.Name, restRequest, cancellationToken);
            await WriteAsync(response, await idempotency.RunAsync(route.Name, allowed, route.Operation, cancellationToken), cancellationToken);
        }
        catch (Exception e) when ((route.Name is "updateTable" or "commitTransaction") && DiskFull.Is(e))
        {
            // Nothing has changed, and clients take any 5xx for a commit of which nobody knows whether it happened.
            throw new ServiceException(StatusCodes.Status409Conflict, "CommitFailedException", "There is no space left on the disk of the service. Nothing has changed.", e);
        }
        catch (CatalogException e)
        {
            throw RestErrors.Of(e);
        }
        catch (Iceberg.Catalog.CatalogException e)
        {
            throw RestErrors.Of(e);
        }
    }

    private static async Task WriteAsync(HttpResponse response, RestResult result, CancellationToken cancellationToken)
    {
        response.StatusCode = result.Status;
        if (result.ETag is not null) response.Headers.ETag = result.ETag;
        if (result.Json.IsEmpty) return;
        response.ContentType = "application/json";
        response.ContentLength = result.Json.Length;
        await response.Body.WriteAsync(result.Json, cancellationToken);
    }
}
