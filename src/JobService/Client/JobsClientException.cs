using System.Net;
using Floe.JobService.Contracts;

namespace Floe.JobService.Client;

/// <summary>The service refused a request; the message is for people.</summary>
public sealed class JobsClientException(HttpStatusCode status, Problem? problem, string message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>Null where the answer was not the job service's own.</summary>
    public Problem? Problem { get; } = problem;
}
