using Amazon.S3;
using Floe.DataGen.Employees;

namespace Floe.DataGen.Upload;

/// <summary>Streams employees into an object; see <see cref="CsvUpload"/>.</summary>
public sealed class EmployeeUpload(IAmazonS3 s3)
{
    /// <inheritdoc cref="CsvUpload.PartSize"/>
    public const int PartSize = CsvUpload.PartSize;

    private readonly CsvUpload _upload = new(s3);

    /// <inheritdoc cref="CsvUpload.RunAsync"/>
    public Task<UploadResult> RunAsync(
        EmployeeGenerator employees, ObjectLocation target, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        _upload.RunAsync(employees, target, progress, cancellationToken);
}
