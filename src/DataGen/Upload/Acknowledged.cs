namespace Floe.DataGen.Upload;

/// <summary>Sums what the store has acknowledged, and tells who wants to know.</summary>
internal sealed class Acknowledged(long totalRows, IProgress<UploadProgress>? progress)
{
    private readonly Lock _lock = new();

    public long Rows { get; private set; }

    public long Bytes { get; private set; }

    public void Add(Part part)
    {
        lock (_lock)
        {
            Rows += part.Rows;
            Bytes += part.Length;
            progress?.Report(new(Rows, totalRows, Bytes));
        }
    }
}
