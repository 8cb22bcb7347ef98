using Floe.S3Tables.Http;

namespace Floe.S3Tables.Hosting;

/// <summary>One of Floe's own routes below <c>/_floe/</c>; rooms register theirs.</summary>
public interface IFloeRoute
{
    string Method { get; }

    /// <summary>The whole path, such as <c>/_floe/health</c>.</summary>
    bool Matches(string path);

    Task HandleAsync(ServiceRequest request, CancellationToken cancellationToken);
}
