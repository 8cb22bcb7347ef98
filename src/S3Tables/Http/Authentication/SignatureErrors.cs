using Floe.S3Tables.Client.Signing;

namespace Floe.S3Tables.Http.Authentication;

/// <summary>A refused signature in the codes and words of each service.</summary>
internal static class SignatureErrors
{
    public static ServiceException For(string service, SignatureException error) => service switch
    {
        Services.S3 => S3(error),
        Services.Iceberg => Iceberg(error),
        _ => RestJson(error),
    };

    public static ServiceException Missing(string service) => service switch
    {
        Services.S3 => new ServiceException(403, "AccessDenied", "Access Denied"),
        Services.Iceberg => new ServiceException(403, "ForbiddenException", "Missing Authentication Token"),
        _ => new ServiceException(403, "MissingAuthenticationTokenException", "Missing Authentication Token"),
    };

    /// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html</remarks>
    private static ServiceException S3(SignatureException error)
    {
        var (status, code) = error.Error switch
        {
            SignatureError.MalformedHeader or SignatureError.WrongRegion or SignatureError.WrongService => (400, "AuthorizationHeaderMalformed"),
            SignatureError.MalformedQuery => (400, "AuthorizationQueryParametersError"),
            SignatureError.UnsupportedAlgorithm or SignatureError.MissingContentHash => (400, "InvalidRequest"),
            SignatureError.UnknownAccessKey => (403, "InvalidAccessKeyId"),
            SignatureError.InvalidToken => (400, "InvalidToken"),
            SignatureError.HeadersNotSigned or SignatureError.Expired => (403, "AccessDenied"),
            SignatureError.ClockSkew => (403, "RequestTimeTooSkewed"),
            _ => (403, "SignatureDoesNotMatch"),
        };
        var message = error.Error == SignatureError.ClockSkew ? "The difference between the request time and the current time is too large." : error.Message;
        return new ServiceException(status, code, message, error) { Details = error.Details };
    }

    /// <remarks>https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html</remarks>
    private static ServiceException RestJson(SignatureException error) => error.Error switch
    {
        SignatureError.UnknownAccessKey or SignatureError.InvalidToken =>
            new ServiceException(403, "UnrecognizedClientException", "The security token included in the request is invalid.", error),
        SignatureError.MalformedHeader or SignatureError.MalformedQuery or SignatureError.UnsupportedAlgorithm or SignatureError.MissingContentHash =>
            new ServiceException(400, "IncompleteSignatureException", error.Message, error),
        SignatureError.WrongRegion => new ServiceException(403, "InvalidSignatureException",
            $"Credential should be scoped to a valid region, not the one given; this endpoint is '{error.Details.GetValueOrDefault("Region")}'.", error),
        SignatureError.Mismatch when error.Details.ContainsKey("StringToSign") => new ServiceException(403, "InvalidSignatureException",
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. "
            + "Consult the service documentation for details.", error),
        _ => new ServiceException(403, "InvalidSignatureException", error.Message, error),
    };

    private static ServiceException Iceberg(SignatureException error)
    {
        var aws = RestJson(error);
        return aws.Status == 400
            ? new ServiceException(400, "BadRequestException", aws.Message, error)
            : new ServiceException(403, "ForbiddenException", aws.Message, error);
    }
}
