using System.Security.Cryptography;
using System.Text;
using Floe.S3Tables.Authorization.Identities;
using Floe.S3Tables.Client.Signing;

namespace Floe.S3Tables.Http.Authentication;

/// <summary>Finds who signed the policy of a browser's upload. The signature covers the policy as it stands in the form; the policy covers the rest.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html. Version 2 besides: boto3 makes it in us-east-1 unless told otherwise.
/// </remarks>
public sealed class FormAuthenticator(AuthenticationOptions options, IdentityDirectory identities)
{
    private const string Policy = "policy";

    /// <summary>Whether the request is a browser's upload, which has its signature in the form.</summary>
    public static bool IsForm(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;

    /// <param name="field">A form field by name, null where it is missing or empty.</param>
    /// <exception cref="ServiceException">The form is not signed, or not by anyone known.</exception>
    public Caller Authenticate(Func<string, string?> field)
    {
        if (!options.IsRequired) return identities.Own.Caller;
        try
        {
            if (field("x-amz-signature") is { } signature) return VerifyV4(field, signature);
            if (field("signature") is { } signatureV2) return VerifyV2(field, signatureV2);
        }
        catch (SignatureException e)
        {
            throw SignatureErrors.For(Services.S3, e);
        }
        throw SignatureErrors.Missing(Services.S3);
    }

    private Caller VerifyV4(Func<string, string?> field, string signature)
    {
        var algorithm = Require(field, "x-amz-algorithm");
        if (algorithm != SignatureProtocol.Algorithm)
            throw new SignatureException(SignatureError.UnsupportedAlgorithm, $"x-amz-algorithm only supports \"{SignatureProtocol.Algorithm}\", not \"{algorithm}\".");
        var parts = Require(field, "x-amz-credential").Split('/');
        if (parts.Length < 5 || parts[^1] != CredentialScope.Terminator)
            throw Malformed("the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        var scope = new CredentialScope(parts[^4], parts[^3], parts[^2]);
        if (scope.Region != options.Region) throw Malformed($"the region '{scope.Region}' is wrong; expecting '{options.Region}'");
        if (scope.Service != Services.S3) throw Malformed($"incorrect service \"{scope.Service}\". This endpoint belongs to \"s3\".");
        if (!Require(field, "x-amz-date").StartsWith(scope.Date, StringComparison.Ordinal)) throw Malformed($"the date in the credential, '{scope.Date}', is not that of x-amz-date.");

        var signer = Find(string.Join('/', parts[..^4]));
        CheckToken(field, signer);
        return AreEqual(SigningKey.Derive(signer.Credentials.SecretAccessKey, scope).Sign(Require(field, Policy)), signature) ? signer.Caller : throw Mismatch(field, signature);
    }

    private Caller VerifyV2(Func<string, string?> field, string signature)
    {
        var signer = Find(Require(field, "AWSAccessKeyId"));
        CheckToken(field, signer);
        var expected = HMACSHA1.HashData(Encoding.UTF8.GetBytes(signer.Credentials.SecretAccessKey), Encoding.UTF8.GetBytes(Require(field, Policy)));
        return AreEqual(Convert.ToBase64String(expected), signature) ? signer.Caller : throw Mismatch(field, signature);
    }

    private Identity Find(string accessKeyId) => identities.FindByAccessKey(accessKeyId)
        ?? throw new SignatureException(SignatureError.UnknownAccessKey, "The AWS Access Key Id you provided does not exist in our records.")
        { Details = new Dictionary<string, string> { ["AWSAccessKeyId"] = accessKeyId } };

    private static void CheckToken(Func<string, string?> field, Identity signer)
    {
        if (signer.Credentials.SessionToken is { } token && field(SignatureProtocol.SecurityTokenHeader) != token)
            throw new SignatureException(SignatureError.InvalidToken, "The provided token is malformed or otherwise invalid.");
    }

    private static string Require(Func<string, string?> field, string name) => field(name) ?? throw new ServiceException(400, "InvalidArgument",
        $"Bucket POST must contain a field named '{name}'.  If it is specified, please check the order of the fields.")
    { Details = new Dictionary<string, string> { ["ArgumentName"] = name, ["ArgumentValue"] = "" } };

    /// <summary>Takes the same time wherever the texts differ.</summary>
    private static bool AreEqual(string expected, string actual) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(actual));

    private static SignatureException Malformed(string what) => new(SignatureError.MalformedQuery, $"Error parsing the x-amz-credential field; {what}");

    private static SignatureException Mismatch(Func<string, string?> field, string signature) => new(SignatureError.Mismatch,
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.")
    { Details = new Dictionary<string, string> { ["StringToSign"] = field(Policy) ?? "", ["SignatureProvided"] = signature } };
}
