using System.Globalization;
using Floe.JobService.Dispatch;
using Floe.JobService.Engines;
using Floe.JobService.Logs.Archive;
using Floe.JobService.Store;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Api;

/// <summary>Turns what goes wrong in an endpoint into problem+json.</summary>
internal sealed class ErrorFilter(ServiceLife life, IStoreDatabase database, ILogger<ErrorFilter> logger) : IEndpointFilter
{
    /// <summary>Seconds after which a store that is away is worth another try.</summary>
    private const int StoreRetrySeconds = 5;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        try
        {
            return await next(context);
        }
        catch (BadRequestException e)
        {
            return Problems.Wrong(e.Errors, e.Status);
        }
        catch (Exception e) when (e is StoreAwayException || database.IsAway(e))
        {
            logger.RequestFailed(e, request.Method, request.Path);
            context.HttpContext.Response.Headers.RetryAfter = $"{StoreRetrySeconds}";
            return Problems.StoreAway();
        }
        catch (ArchiveException e)
        {
            // Everything there is to know stands in its message.
            logger.ArchiveNotRead(e.Message);
            if (!e.IsGone) context.HttpContext.Response.Headers.RetryAfter = $"{StoreRetrySeconds}";
            return Problems.ArchiveFailed(e);
        }
        catch (EngineAwayException e)
        {
            context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(e.RetryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return Problems.EngineAway(e);
        }
        catch (BadHttpRequestException e)
        {
            return Problems.BadHttp(e);
        }
        catch (SqlFailedException e)
        {
            return Problems.SqlFailed(e);
        }
        catch (OperationCanceledException) when (life.Ending.IsCancellationRequested && !context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Problems.Stopping();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.RequestFailed(e, request.Method, request.Path);
            return Problems.Broken(request.Path);
        }
    }
}
