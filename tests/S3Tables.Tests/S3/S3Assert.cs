using System.Net;
using System.Xml.Linq;
using Amazon.S3;

namespace Floe.S3Tables.Tests.S3;

internal static class S3Assert
{
    /// <summary>The call fails with this code and status.</summary>
    public static async Task<AmazonS3Exception> FailsAsync(HttpStatusCode status, string code, Func<Task> call)
    {
        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(call);
        Assert.Equal((status, code), (error.StatusCode, error.ErrorCode));
        Assert.False(string.IsNullOrEmpty(error.RequestId));
        return error;
    }

    public static async Task RefusedAsync(HttpStatusCode status, string code, HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == response.StatusCode, $"{response.StatusCode}: {body}");
        Assert.Equal(code, XDocument.Parse(body).Root!.Element("Code")!.Value);
    }
}
