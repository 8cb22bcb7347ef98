using System.Text;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Http;

namespace Floe.S3Tables.TablesApi;

/// <summary>The S3 Tables API: finds the operation, runs it, writes its answer; refusals go to the dispatcher under the API's names.</summary>
public sealed class TablesApiHandler(RouteTable routes, TablesGuard guard) : IServiceHandler
{
    /// <summary>AWS answers an unknown route in XML, even here.</summary>
    private static readonly byte[] UnknownOperation = Encoding.UTF8.GetBytes("<UnknownOperationException/>\n");

    public async Task HandleAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        if (routes.Match(request) is not var (route, apiRequest))
        {
            await WriteAsync(request.Http.Response, StatusCodes.Status404NotFound, "application/xml", UnknownOperation, cancellationToken);
            return;
        }
        try
        {
            var result = await route.Operation(await guard.CheckAsync(route.Name, apiRequest, cancellationToken), cancellationToken);
            await WriteAsync(request.Http.Response, result.Status, "application/json", result.Json, cancellationToken);
        }
        catch (CatalogException e)
        {
            throw ApiErrors.Of(e);
        }
    }

    private static async Task WriteAsync(HttpResponse response, int status, string contentType, byte[] body, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        if (status == StatusCodes.Status204NoContent) return;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, cancellationToken);
    }
}
