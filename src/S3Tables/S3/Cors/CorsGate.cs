using Floe.S3Tables.Http;
using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.S3.Cors;

/// <summary>Answers browsers: whether a page may send a request (the preflight, which nobody signs) and read its answer.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html</remarks>
internal sealed class CorsGate(S3Store store)
{
    /// <exception cref="ServiceException">The page may not (403), or it is not a preflight (400).</exception>
    public void AnswerPreflight(S3Request request)
    {
        var origin = request.Header("Origin") ?? throw S3Errors.New(400, "BadRequest", "Insufficient information. Origin request header needed.", null);
        var method = request.Header("Access-Control-Request-Method") ?? throw S3Errors.New(400, "BadRequest", "Invalid Access-Control-Request-Method: null", null);
        var headers = request.Header("Access-Control-Request-Headers")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var rules = BucketCors.Find(store, request.Bucket) ?? throw Forbidden("CORSResponse: CORS is not enabled for this bucket.");
        if (!Admit(rules, request.Response, origin, method, headers))
        {
            throw Forbidden("CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method "
                + "or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.");
        }
        if (headers.Length > 0) request.Response.Headers.AccessControlAllowHeaders = string.Join(", ", headers.Select(header => header.ToLowerInvariant()));
    }

    /// <summary>Lets the page read the answer of what is asked now, where a rule says so.</summary>
    public void Admit(S3Request request)
    {
        if (request.Bucket.Length == 0 || request.Header("Origin") is not { } origin || store.Buckets.Find(request.Bucket) is null) return;
        if (BucketCors.Find(store, request.Bucket) is { } rules) Admit(rules, request.Response, origin, request.Http.Method, []);
    }

    private static bool Admit(IReadOnlyList<CorsRule> rules, HttpResponse response, string origin, string method, IReadOnlyList<string> requestHeaders)
    {
        foreach (var rule in rules)
        {
            if (rule.Match(origin, method, requestHeaders) is not { } allowed) continue;
            var headers = response.Headers;
            headers.AccessControlAllowOrigin = allowed == "*" ? "*" : origin;
            if (allowed != "*") headers.AccessControlAllowCredentials = "true";
            headers.AccessControlAllowMethods = string.Join(", ", rule.AllowedMethods);
            if (rule.ExposeHeaders.Count > 0) headers.AccessControlExposeHeaders = string.Join(", ", rule.ExposeHeaders);
            if (rule.MaxAgeSeconds is { } seconds) headers.AccessControlMaxAge = seconds.ToString();
            headers.Vary = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";
            return true;
        }
        return false;
    }

    private static ServiceException Forbidden(string message) => S3Errors.New(403, "AccessForbidden", message, null);
}
