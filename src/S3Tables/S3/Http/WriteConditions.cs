using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.S3.Http;

/// <summary>If-Match and If-None-Match of a write.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html</remarks>
internal static class WriteConditions
{
    public static WriteCondition Read(S3Request request)
    {
        var ifNoneMatch = request.Header("If-None-Match");
        if (ifNoneMatch is not null && ETags.Unquote(ifNoneMatch) != "*") throw S3Errors.NotImplemented("If-None-Match");
        var ifMatch = request.Header("If-Match");
        if (ifMatch is not null && ifNoneMatch is not null) throw S3Errors.NotImplemented("If-Match with If-None-Match");
        return ifMatch is null && ifNoneMatch is null ? WriteCondition.None : new WriteCondition(ifMatch is null ? null : ETags.Unquote(ifMatch), ifNoneMatch is not null);
    }
}
