namespace Floe.S3Tables.Http;

/// <summary>Reads a small body whole.</summary>
internal static class RequestBody
{
    /// <summary>The body, or null where it is longer than <paramref name="maxLength"/> bytes.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream body, int maxLength, CancellationToken cancellationToken)
    {
        var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (content.Length + read > maxLength) return null;
            content.Write(buffer, 0, read);
        }
        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }
}
