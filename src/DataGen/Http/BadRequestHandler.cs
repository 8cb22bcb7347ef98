using Microsoft.AspNetCore.Diagnostics;

namespace Floe.DataGen.Http;

/// <summary>Says what is wrong with a request that could not be read: the framework's own answer to it is an empty 400.</summary>
internal sealed class BadRequestHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad) return false;
        httpContext.Response.StatusCode = bad.StatusCode;
        return await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = bad.StatusCode, Detail = bad.InnerException?.Message ?? bad.Message },
        });
    }
}
