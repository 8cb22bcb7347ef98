using Floe.S3Tables.Http;
using Floe.S3Tables.Http.Authentication;

namespace Floe.S3Tables.S3.Forms;

internal static class FormRequests
{
    /// <summary>
    /// Browsers' uploads come in unsigned: their signature is in the form. An anonymous caller is let in for this one operation only, to a bucket itself.
    /// </summary>
    /// <exception cref="ServiceException">AccessDenied.</exception>
    public static void CheckUnsigned(S3Request request)
    {
        var isUpload = FormAuthenticator.IsForm(request.Http) && request is { Bucket.Length: > 0, Key: "" } && request.Query.Pairs.Count == 0;
        if (request.Service.Caller.IsAnonymous && !isUpload) throw new ServiceException(StatusCodes.Status403Forbidden, "AccessDenied", "Access Denied");
    }
}
