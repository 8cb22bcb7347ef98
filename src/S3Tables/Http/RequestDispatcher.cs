using System.Diagnostics;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Client.Signing.Payload;
using Floe.S3Tables.Http.Authentication;
using Floe.S3Tables.Http.Errors;
using Microsoft.AspNetCore.Http.Features;

namespace Floe.S3Tables.Http;

/// <summary>
/// The end of the pipeline: finds whose request it is, checks its signature, hands it to that service and writes whatever is refused in that service's form.
/// </summary>
public sealed partial class RequestDispatcher(
    IReadOnlyDictionary<string, IServiceHandler> handlers, RequestAuthenticator authenticator, RequestTelemetry telemetry, ILogger<RequestDispatcher> log)
{
    private static readonly Caller Anonymous = new("anonymous", "anonymous", IsAnonymous: true);

    public async Task InvokeAsync(HttpContext http)
    {
        var started = Stopwatch.GetTimestamp();
        var target = RawTarget.Parse(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var signable = new SignableRequest(http.Request.Method, target.Path, target.Query, name => HeaderOf(http.Request, name));
        var (service, claim, refusal) = Identify(signable, FormAuthenticator.IsForm(http.Request));
        var id = RequestIds.New(service);
        RequestIds.Write(http.Response, service, id);
        ExpectedBody.Watch(http);
        var activity = telemetry.Start(service, http.Request.Method);
        try
        {
            if (refusal is not null) throw refusal;
            await HandleAsync(http, service, target, signable, claim, id);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: there is nobody to answer.
        }
        catch (Exception e)
        {
            await RefuseAsync(http, service, e, id, target.Path);
        }
        finally
        {
            telemetry.Stop(activity, service, http, started, id);
        }
    }

    private (string Service, SignatureClaim? Claim, ServiceException? Refusal) Identify(SignableRequest request, bool isForm)
    {
        var byPath = ServiceSelector.SelectUnsigned(request.RawPath, isForm);
        try
        {
            var claim = SignatureClaim.Read(request);
            if (claim is null) return (byPath, null, null);
            if (ServiceSelector.Select(claim.Scope.Service, request.RawPath) is { } service) return (service, claim, null);
            throw new SignatureException(SignatureError.WrongService,
                $"The authorization header is malformed; incorrect service \"{claim.Scope.Service}\". This endpoint belongs to \"s3\" and \"s3tables\".");
        }
        catch (SignatureException e)
        {
            return (byPath, null, authenticator.IsRequired ? SignatureErrors.For(byPath, e) : null);
        }
    }

    private static string? HeaderOf(HttpRequest request, string name) => request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    private async Task HandleAsync(HttpContext http, string service, RawTarget target, SignableRequest signable, SignatureClaim? claim, string id)
    {
        var cancellation = http.RequestAborted;
        // Probes and local tools call Floe's own routes, which reveal no object and no table; browsers do not sign the question whether they may ask.
        // A form's signature is in the form; S3 checks it there, and lets an anonymous caller do nothing else.
        var isOpen = service == Services.Floe || (service == Services.S3 && (HttpMethods.IsOptions(http.Request.Method) || IsUnsignedForm(http.Request, signable, claim)));
        var (caller, body) = isOpen
            ? (Anonymous, http.Request.Body)
            : await authenticator.AuthenticateAsync(service, signable, claim, http.Request, cancellation);
        if (!handlers.TryGetValue(service, out var handler))
            throw new ServiceException(501, "NotImplemented", $"The service '{service}' is not part of this host.");
        await using (body) await handler.HandleAsync(new ServiceRequest(http, id, caller, target.Path, QueryParameters.Parse(target.Query), body), cancellation);
    }

    private bool IsUnsignedForm(HttpRequest request, SignableRequest signable, SignatureClaim? claim) =>
        authenticator.IsRequired && claim is null && signable.RawQuery.Length == 0 && FormAuthenticator.IsForm(request);

    private async Task RefuseAsync(HttpContext http, string service, Exception error, string id, string resource)
    {
        var format = ErrorFormats.Of(service);
        var refusal = error switch
        {
            ServiceException known => known,
            PayloadException payload => PayloadErrors.For(service, payload),
            BadHttpRequestException { StatusCode: var status } bad => new ServiceException(status, service == Services.S3 ? "IncompleteBody" : "BadRequestException", bad.Message, bad),
            _ when DiskFull.Is(error) => DiskFull.ErrorOf(service, error),
            _ => new ServiceException(500, format.InternalErrorCode, $"We encountered an internal error. Please try again. (Request id {id}; the reason is in the service's log.)", error),
        };
        if (error is not ServiceException && refusal.Status >= 500) LogDefect(log, error, service, http.Request.Method, resource, id);
        else LogRefusal(log, service, http.Request.Method, resource, refusal.Status, refusal.Code, refusal.Message, id);
        if (http.Response.HasStarted)
        {
            // Too late for an error: only a broken connection tells the client that what it has is not the whole.
            http.Abort();
            return;
        }
        http.Response.Headers.Remove("Content-Length");
        await format.WriteAsync(http, refusal, id, resource);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Service} {Method} {Path} failed (request {RequestId})")]
    private static partial void LogDefect(ILogger logger, Exception error, string service, string method, string path, string requestId);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Service} {Method} {Path}: {Status} {Code}: {Reason} (request {RequestId})")]
    private static partial void LogRefusal(ILogger logger, string service, string method, string path, int status, string code, string reason, string requestId);
}
