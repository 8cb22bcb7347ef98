namespace Floe.Iceberg.Avro;

/// <summary>Bytes of one block after another, in an array that grows to the largest.</summary>
internal sealed class BlockBuffer
{
    public byte[] Bytes { get; private set; } = [];

    public int Length { get; private set; }

    public void Set(ReadOnlySpan<byte> content)
    {
        Length = 0;
        Reserve(content.Length);
        content.CopyTo(Bytes);
        Length = content.Length;
    }

    /// <exception cref="InvalidDataException">The stream has more bytes than the limit, or is corrupt.</exception>
    public void Fill(Stream stream, int maxLength)
    {
        Length = 0;
        while (true)
        {
            Reserve(4096);
            var read = stream.Read(Bytes, Length, Bytes.Length - Length);
            if (read == 0) return;
            Length += read;
            if (Length > maxLength) throw new InvalidDataException($"it is larger than {maxLength} bytes uncompressed");
        }
    }

    private void Reserve(int count)
    {
        if (Bytes.Length - Length >= count) return;
        var grown = new byte[Math.Max(Math.Max(Bytes.Length * 2, 80 * 1024), Length + count)];
        Bytes.AsSpan(0, Length).CopyTo(grown);
        Bytes = grown;
    }
}
