using Floe.S3Tables.Http;

namespace Floe.S3Tables.Hosting;

/// <summary>Floe's own part of the port: health and the controls AWS does not have.</summary>
internal sealed class FloeHandler(IEnumerable<IFloeRoute> routes) : IServiceHandler
{
    private readonly IReadOnlyList<IFloeRoute> _routes = [.. routes];

    public Task HandleAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        var matching = _routes.Where(route => route.Matches(request.RawPath)).ToList();
        if (matching.Count == 0) throw new ServiceException(404, "NotFoundException", $"Floe has no route {request.RawPath}.");
        // HEAD asks for what GET would answer, as some probes do.
        var method = HttpMethods.IsHead(request.Method) ? HttpMethods.Get : request.Method;
        var route = matching.FirstOrDefault(route => route.Method == method)
            ?? throw new ServiceException(405, "MethodNotAllowedException", $"{request.RawPath} does not take {request.Method}, only {string.Join(", ", matching.Select(r => r.Method))}.");
        return route.HandleAsync(request, cancellationToken);
    }
}
