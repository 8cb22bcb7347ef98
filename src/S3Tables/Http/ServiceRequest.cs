namespace Floe.S3Tables.Http;

/// <summary>A request whose signature has been verified. <see cref="Body"/> is the payload proper: any aws-chunked framing is gone.</summary>
public sealed record ServiceRequest(HttpContext Http, string RequestId, Caller Caller, string RawPath, QueryParameters Query, Stream Body)
{
    public string Method => Http.Request.Method;

    /// <summary>The request with a body that has been read put back.</summary>
    public ServiceRequest WithBody(ReadOnlyMemory<byte> body) => this with { Body = new MemoryStream(body.ToArray(), writable: false) };
}

/// <summary>Who signed the request.</summary>
public sealed record Caller(string AccountId, string Arn, bool IsAnonymous);
