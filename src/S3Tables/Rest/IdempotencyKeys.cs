using System.Security.Cryptography;
using System.Text;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Catalog.Wire;
using Floe.S3Tables.Http;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.Rest;

/// <summary>
/// The header <c>Idempotency-Key</c> of the REST specification: a client that does not know whether its change happened sends it again with the same key and
/// gets the first answer. Lenient profile only; Amazon S3 Tables does not have it.
/// </summary>
public sealed class IdempotencyKeys(Database database, CommitGates gates, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";

    /// <summary>How long an answer is kept; getConfig announces it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>Runs the operation, or gives the answer it gave before.</summary>
    /// <exception cref="BadRequestException">The key is no UUID.</exception>
    /// <exception cref="ServiceException">The key was another request's (422).</exception>
    public async Task<RestResult> RunAsync(string operation, RestRequest request, RestOperation run, CancellationToken cancellationToken)
    {
        var header = request.Service.Http.Request.Headers[Header].ToString();
        if (request.IsStrict || header.Length == 0 || !IsMutation(request.Service.Method)) return await run(request, cancellationToken);
        if (!Guid.TryParseExact(header, "D", out var key)) throw new BadRequestException($"{Header} must be a UUID such as 017f22e2-79b0-7cc3-98c4-dc0c0c07398f, not '{header}'.");

        var body = await request.ReadBodyAsync(cancellationToken);
        request = request with { Service = request.Service.WithBody(body) };
        var kept = new IdempotentAnswer(request.Service.Caller.Arn, key.ToString(), Fingerprint(operation, request, body.Span), clock);

        // The same request twice at once: the second waits for the first one's answer.
        using var gate = await gates.EnterAsync($"{kept.Caller} {kept.Key}", cancellationToken);
        if (database.Read(kept.Find) is { } known)
        {
            return known.Fingerprint == kept.Fingerprint
                ? new(known.Status, known.Body, known.ETag)
                : throw new ServiceException(StatusCodes.Status422UnprocessableEntity, "UnprocessableEntityException",
                    $"The {Header} {header} was given to another request. Give each request a key of its own.");
        }
        return await RunAsync(request with { Answer = kept }, run, cancellationToken);
    }

    private async Task<RestResult> RunAsync(RestRequest request, RestOperation run, CancellationToken cancellationToken)
    {
        try
        {
            return await run(request, cancellationToken);
        }
        catch (Exception e) when (RestErrors.Find(e) is { Status: < 500 } refusal)
        {
            // Nothing has changed, so that this is kept by itself loses nothing.
            var answer = new RestResult(refusal.Status, ErrorJson.Serialize(refusal.Message, refusal.Code, refusal.Status));
            await database.WriteAsync(connection => request.Answer!.Keep(connection, answer));
            throw;
        }
    }

    private static bool IsMutation(string method) => HttpMethods.IsPost(method) || HttpMethods.IsDelete(method);

    private static string Fingerprint(string operation, RestRequest request, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{operation} {request.Service.RawPath} {request.Service.Http.Request.QueryString}\n"));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
