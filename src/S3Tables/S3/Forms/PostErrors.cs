using Floe.S3Tables.Http;

namespace Floe.S3Tables.S3.Forms;

/// <summary>What S3 says of a form that it does not take.</summary>
internal static class PostErrors
{
    public static ServiceException NotAForm() =>
        S3Errors.PreconditionFailed("Bucket POST must be of the enclosure-type multipart/form-data");

    public static ServiceException Malformed(Exception? inner = null) =>
        S3Errors.New(400, "MalformedPOSTRequest", "The body of your POST request is not well-formed multipart/form-data.", inner);

    public static ServiceException FieldsTooLong(int limit) => S3Errors.New(400, "MaxPostPreDataLengthExceeded",
        "Your POST request fields preceding the upload file were too large.", null, ("MaxSizeAllowed", limit.ToString()));

    public static ServiceException NoFile() => S3Errors.InvalidArgument("POST requires exactly one file upload per request.", "file", "0");

    public static ServiceException MissingField(string name) =>
        S3Errors.InvalidArgument($"Bucket POST must contain a field named '{name}'.  If it is specified, please check the order of the fields.", name, "");

    public static ServiceException InvalidPolicy(string why, Exception? inner = null) => S3Errors.New(400, "InvalidPolicyDocument", $"Invalid Policy: {why}", inner);

    public static ServiceException NotByPolicy(string why) => S3Errors.New(403, "AccessDenied", $"Invalid according to Policy: {why}", null);

    public static ServiceException TooLarge(long size, long limit) => S3Errors.New(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", null,
        ("ProposedSize", size.ToString()), ("MaxSizeAllowed", limit.ToString()));

    public static ServiceException TooSmall(long size, long limit) => S3Errors.New(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", null,
        ("ProposedSize", size.ToString()), ("MinSizeAllowed", limit.ToString()));
}
