using System.Security.Cryptography;

namespace Floe.S3Tables.Http;

/// <summary>Ids that find a request in the log, in the forms AWS gives them.</summary>
internal static class RequestIds
{
    private const string Base32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New(string service) => service == Services.S3 ? RandomNumberGenerator.GetString(Base32, 16) : Guid.NewGuid().ToString();

    public static void Write(HttpResponse response, string service, string id)
    {
        if (service == Services.S3)
        {
            response.Headers["x-amz-request-id"] = id;
            response.Headers["x-amz-id-2"] = ExtendedId(id);
        }
        else
        {
            response.Headers["x-amzn-RequestId"] = id;
        }
    }

    /// <summary>S3's second id names the host that answered; here it only looks like one.</summary>
    public static string ExtendedId(string id) => Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"floe/{id}/{id}"));
}
