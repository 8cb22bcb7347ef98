namespace Floe.S3Tables.Http.Errors;

/// <summary>How one family of services words and writes its errors.</summary>
public interface IErrorFormat
{
    /// <summary>Writes headers and body. The response has not started.</summary>
    Task WriteAsync(HttpContext http, ServiceException error, string requestId, string resource);

    /// <summary>The error code for a defect of ours.</summary>
    string InternalErrorCode { get; }
}
