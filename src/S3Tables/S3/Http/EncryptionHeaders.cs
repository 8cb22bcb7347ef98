using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.S3.Http;

/// <summary>Server-side encryption by S3's own keys and by KMS, as headers. Keys of the customer's are refused elsewhere: objects could not be kept as asked.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-s3-encryption.html</remarks>
internal static class EncryptionHeaders
{
    private const string Algorithm = "x-amz-server-side-encryption";
    private const string Key = "x-amz-server-side-encryption-aws-kms-key-id";
    private const string Kms = "aws:kms";
    private const string DoubleKms = "aws:kms:dsse";

    /// <summary>What a write asks for; null leaves it to the bucket.</summary>
    /// <exception cref="Floe.S3Tables.Http.ServiceException">InvalidArgument: no such encryption, or a key without KMS.</exception>
    public static ObjectEncryption? Read(S3Request request)
    {
        var (algorithm, key) = (request.Header(Algorithm), request.Header(Key));
        if (key is not null && algorithm is not (Kms or DoubleKms))
            throw S3Errors.InvalidArgument("Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms", Algorithm, algorithm);
        return algorithm switch
        {
            null => null,
            "AES256" => ObjectEncryption.Aes,
            Kms or DoubleKms => new ObjectEncryption(algorithm, key),
            _ => throw S3Errors.InvalidArgument("The encryption method specified is not supported; give AES256, aws:kms or aws:kms:dsse.", Algorithm, algorithm),
        };
    }

    /// <summary>Reads know how an object is encrypted; S3 refuses to be told.</summary>
    /// <exception cref="Floe.S3Tables.Http.ServiceException">InvalidArgument.</exception>
    public static void RefuseOnRead(S3Request request)
    {
        if (request.Header(Algorithm) is { } given) throw S3Errors.InvalidArgument($"{Algorithm} header is not supported for this operation.", Algorithm, given);
    }

    public static void Write(S3Request request, ObjectAttributes attributes)
    {
        var encryption = attributes.Encryption ?? request.BucketEncryption;
        request.Response.Headers[Algorithm] = encryption.Algorithm;
        if (encryption.Key is { } key) request.Response.Headers[Key] = key;
    }
}
