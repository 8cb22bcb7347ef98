using System.Net;

namespace Floe.JobService.Kubernetes;

/// <summary>A request that did not come to what was asked: refused by the API server, or never answered (then there is no status).</summary>
internal sealed class KubernetesException(string message, HttpStatusCode? status = null, StatusAnswer? answer = null, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(message, inner)
{
    public HttpStatusCode? Status { get; } = status;

    public string? Reason => answer?.Reason;

    /// <summary>What is wrong with the object, field by field, where the server says so.</summary>
    public IReadOnlyList<StatusCause> Causes => answer?.Details?.Causes ?? [];

    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>The same request may do later: no answer, a lost login, a role that is not there yet, a limit, or a fault of the server or of a webhook of its.</summary>
    public bool IsTransient => IsNotAllowed || Status is null or HttpStatusCode.Unauthorized or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    /// <summary>
    /// The authorizer's no, which no change of the request helps. An API server that has just started says it to everybody until it has read the
    /// roles (seen with 1.32), so it ends nothing.
    /// </summary>
    public bool IsNotAllowed => Status == HttpStatusCode.Forbidden && Message.Contains("\" cannot ", StringComparison.Ordinal) && Message.Contains(" resource ", StringComparison.Ordinal);

    public bool IsNotFound => Status == HttpStatusCode.NotFound;

    public bool IsNamespaceMissing => IsNotFound && answer?.Details?.Kind == "namespaces";

    /// <summary>The namespace takes nothing new: it is being deleted.</summary>
    public bool IsNamespaceEnding => Causes.Any(cause => cause.Reason == "NamespaceTerminating");

    /// <summary>The server knows no such kind of objects: the operator's CRDs are not installed.</summary>
    public bool IsKindMissing => IsNotFound && answer?.Details?.Name is null or "";

    public bool AlreadyExists => Status == HttpStatusCode.Conflict && Reason == "AlreadyExists";

    public bool IsConflict => Status == HttpStatusCode.Conflict;

    /// <summary>The list or watch is too old to go on.</summary>
    public bool IsGone => Status == HttpStatusCode.Gone;

    /// <summary>The object does not fit its kind's schema.</summary>
    public bool IsInvalid => Status == HttpStatusCode.UnprocessableEntity;

    /// <summary>A webhook does not let the object in.</summary>
    public bool IsDenied => Status == HttpStatusCode.Forbidden && Message.Contains("denied the request", StringComparison.Ordinal);

    public bool IsQuota => Status == HttpStatusCode.Forbidden && Message.Contains("exceeded quota", StringComparison.OrdinalIgnoreCase);

    public bool IsWebhookAway => Status == HttpStatusCode.InternalServerError && Message.Contains("failed calling webhook", StringComparison.OrdinalIgnoreCase);

    /// <summary>"Container is waiting to start": its log is not there yet.</summary>
    public bool IsNotStarted => Status == HttpStatusCode.BadRequest && Message.Contains("waiting to start", StringComparison.OrdinalIgnoreCase);
}
