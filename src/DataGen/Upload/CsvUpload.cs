using Amazon.S3;
using Floe.DataGen.Rows;
using Floe.DataGen.Telemetry;

namespace Floe.DataGen.Upload;

/// <summary>
/// Streams generated rows into an object. Rows never touch the disk, and at most <see cref="Parallelism"/> parts are in memory, however many rows.
/// What fits into one part is one PutObject.
/// </summary>
public sealed class CsvUpload(IAmazonS3 s3)
{
    /// <summary>In bytes. S3 takes 10,000 parts, of 5 MiB or more each but the last; these make 156 GiB.</summary>
    public const int PartSize = 16 * 1024 * 1024;

    /// <summary>One part is generated while the other is on its way.</summary>
    public const int Parallelism = 2;

    /// <param name="rows">A fresh generator; it is used up.</param>
    /// <param name="target">An object in a bucket that exists; it is replaced once all of it has arrived.</param>
    /// <param name="progress">Told after each part that the store has acknowledged.</param>
    /// <param name="cancellationToken">Ends the upload; nothing of it stays in the store.</param>
    /// <exception cref="AmazonS3Exception">The store refused; nothing of the upload stays there.</exception>
    public async Task<UploadResult> RunAsync(
        IRowSource rows, ObjectLocation target, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var activity = DataGenTelemetry.StartUpload(target, rows);
        using var source = new PartSource(rows, PartSize, Parallelism);
        var acknowledged = new Acknowledged(rows.Rows, progress);
        using var first = source.Next() ?? throw new ArgumentException("The generator's rows were already taken. Use a new one.", nameof(rows));

        var etag = source.IsEmpty
            ? await SingleUpload.SendAsync(s3, target, first, acknowledged, cancellationToken)
            : await SendPartsAsync(target, first, source, acknowledged, cancellationToken);
        DataGenTelemetry.Uploaded(acknowledged.Rows, acknowledged.Bytes);
        return new(target.ToString(), acknowledged.Rows, acknowledged.Bytes, etag, source.Sha256());
    }

    private async Task<string> SendPartsAsync(ObjectLocation target, Part first, PartSource source, Acknowledged acknowledged, CancellationToken cancellationToken)
    {
        var upload = await MultipartUpload.StartAsync(s3, target, cancellationToken);
        try
        {
            using var failure = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAll(Enumerable.Range(0, Parallelism).Select(lane => RunLaneAsync(upload, lane == 0 ? first : null, source, acknowledged, failure)));
            return await upload.CompleteAsync(cancellationToken);
        }
        catch (Exception e)
        {
            await upload.AbortAsync(e);
            throw;
        }
    }

    /// <summary>Takes part after part from the source; the first lane to fail stops the others.</summary>
    private static async Task RunLaneAsync(MultipartUpload upload, Part? first, PartSource source, Acknowledged acknowledged, CancellationTokenSource failure)
    {
        // Generating is work for the processor: off the caller's thread, so that the lanes do overlap.
        await Task.Yield();
        try
        {
            for (var part = first ?? source.Next(); part is not null; part = source.Next())
            {
                using (part) await upload.SendAsync(part, failure.Token);
                acknowledged.Add(part);
            }
        }
        catch
        {
            await failure.CancelAsync();
            throw;
        }
    }
}
