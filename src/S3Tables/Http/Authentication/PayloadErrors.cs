using Floe.S3Tables.Client.Signing.Payload;

namespace Floe.S3Tables.Http.Authentication;

/// <summary>A body that is not what was announced or signed, in the codes of each service.</summary>
internal static class PayloadErrors
{
    public static ServiceException For(string service, PayloadException error)
    {
        if (service != Services.S3) return new ServiceException(403, service == Services.Iceberg ? "ForbiddenException" : "InvalidSignatureException", error.Message, error);
        var (status, code) = error.Error switch
        {
            PayloadError.SignatureMismatch => (403, "SignatureDoesNotMatch"),
            PayloadError.HashMismatch => (400, "XAmzContentSHA256Mismatch"),
            PayloadError.MalformedTrailer => (400, "MalformedTrailerError"),
            _ => (400, "IncompleteBody"),
        };
        return new ServiceException(status, code, error.Message, error);
    }
}
