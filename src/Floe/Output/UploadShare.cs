using Floe.DataGen.Upload;

namespace Floe.Cli.Output;

/// <summary>Turns acknowledged rows into the share done, 0 to 1.</summary>
internal sealed class UploadShare(Action<double> report) : IProgress<UploadProgress>
{
    public void Report(UploadProgress value) => report(value.TotalRows == 0 ? 1 : (double)value.Rows / value.TotalRows);
}
