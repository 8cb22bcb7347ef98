using System.Text;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Http;

namespace Floe.S3Tables.TablesApi;

/// <summary>The S3 Tables API: finds the operation, runs it, writes its answer or its refusal in AWS's form.</summary>
public sealed partial class TablesApiHandler(RouteTable routes, ILogger<TablesApiHandler> logger) : IServiceHandler
{
    /// <summary>AWS answers an unknown route in XML, even here.</summary>
    private static readonly byte[] UnknownOperation = Encoding.UTF8.GetBytes("<UnknownOperationException/>\n");

    public async Task HandleAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        if (routes.Match(request) is not var (route, apiRequest))
        {
            await WriteAsync(request, StatusCodes.Status404NotFound, "application/xml", UnknownOperation, cancellationToken);
            return;
        }
        try
        {
            var result = await route.Operation(apiRequest, cancellationToken);
            await WriteAsync(request, result.Status, "application/json", result.Json, cancellationToken);
        }
        catch (CatalogException e)
        {
            var (status, type) = ApiErrors.Of(e.Error);
            await WriteErrorAsync(request, status, type, e.Message, cancellationToken);
        }
#pragma warning disable CA1031 // The last resort: logged with the request id, and answered in the form this API's clients read.
        catch (Exception e) when (e is not OperationCanceledException && !request.Http.Response.HasStarted)
#pragma warning restore CA1031
        {
            LogFailure(e, route.Name, request.RequestId);
            await WriteErrorAsync(
                request, StatusCodes.Status500InternalServerError, "InternalServerErrorException",
                $"The service failed on this request; its log has the reason under request id {request.RequestId}.", cancellationToken);
        }
    }

    private static Task WriteErrorAsync(ServiceRequest request, int status, string type, string message, CancellationToken cancellationToken)
    {
        request.Http.Response.Headers["x-amzn-errortype"] = type;
        var body = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new(type, message), ContractsJson.Default.ErrorResponse);
        return WriteAsync(request, status, "application/json", body, cancellationToken);
    }

    private static async Task WriteAsync(ServiceRequest request, int status, string contentType, byte[] body, CancellationToken cancellationToken)
    {
        var response = request.Http.Response;
        response.StatusCode = status;
        response.Headers["x-amzn-RequestId"] = request.RequestId;
        if (status == StatusCodes.Status204NoContent) return;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Operation} failed, request {RequestId}")]
    private partial void LogFailure(Exception error, string operation, string requestId);
}
