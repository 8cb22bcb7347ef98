namespace Floe.Iceberg.Puffin;

/// <summary>The frame of a Puffin file: magic, blobs, magic, footer payload, its size, flags, magic.</summary>
internal static class PuffinFormat
{
    public const string CreatedBy = "created-by";

    /// <summary>Payload size, flags and magic.</summary>
    public const int TailBytes = 12;

    public const int CompressedFooterFlag = 1;

    public static ReadOnlySpan<byte> Magic => "PFA1"u8;
}
