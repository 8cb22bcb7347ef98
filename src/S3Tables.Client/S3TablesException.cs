using System.Net;

namespace Floe.S3Tables.Client;

/// <summary>The service refused a request.</summary>
/// <param name="message">The service's own words.</param>
/// <param name="errorCode">The service's name for the error, such as <c>NotFoundException</c>; empty where the answer named none.</param>
/// <param name="status">The HTTP status of the answer.</param>
/// <param name="requestId">The service's id of the request, for finding it in logs.</param>
public sealed class S3TablesException(string message, string errorCode, HttpStatusCode status, string? requestId) : Exception(message)
{
    public string ErrorCode { get; } = errorCode;

    public HttpStatusCode Status { get; } = status;

    public string? RequestId { get; } = requestId;

    public bool IsNotFound => Status == HttpStatusCode.NotFound;

    public bool IsConflict => Status == HttpStatusCode.Conflict;
}
