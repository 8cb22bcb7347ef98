namespace Floe.S3Tables.Http.Authentication;

internal static class BufferedBody
{
    /// <summary>Above the 50 MB AWS allows for a table's metadata; nothing else these services take comes near.</summary>
    private const int Limit = 64 * 1024 * 1024;

    public static async Task<MemoryStream> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Limit) throw TooLarge();
        var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (body.Length + read > Limit) throw TooLarge();
            body.Write(buffer, 0, read);
        }
        body.Position = 0;
        return body;
    }

    private static ServiceException TooLarge() =>
        new(413, "RequestEntityTooLargeException", $"The request body is larger than {Limit / (1024 * 1024)} MiB, the most this service reads.");
}
