using System.Buffers;
using System.Buffers.Binary;

namespace Floe.Iceberg.Roaring;

/// <summary>Serializes containers in the portable format, each in its smallest form.</summary>
internal static class RoaringWriter
{
    private enum Form
    {
        Array,
        Bitmap,
        Runs,
    }

    /// <param name="containers">By the upper 48 bits of their numbers, ascending; none is empty.</param>
    public static void Write64(IBufferWriter<byte> to, IReadOnlyCollection<KeyValuePair<long, RoaringContainer>> containers)
    {
        var bitmaps = containers.GroupBy(c => c.Key >> 16).ToList();
        BinaryPrimitives.WriteInt64LittleEndian(to.GetSpan(8), bitmaps.Count);
        to.Advance(8);
        foreach (var bitmap in bitmaps)
        {
            UInt32(to, (uint)bitmap.Key);
            Write32(to, [.. bitmap.Select(c => new Item((ushort)c.Key, c.Value))]);
        }
    }

    private static void Write32(IBufferWriter<byte> to, Item[] items)
    {
        var hasRuns = items.Any(i => i.Form == Form.Runs);
        if (hasRuns)
        {
            UInt32(to, RoaringFormat.CookieWithRuns | (uint)(items.Length - 1) << 16);
            to.Write(RunFlags(items));
        }
        else
        {
            UInt32(to, RoaringFormat.CookieWithoutRuns);
            UInt32(to, (uint)items.Length);
        }
        foreach (var item in items)
        {
            UInt16(to, item.Key);
            UInt16(to, (ushort)(item.Container.Count - 1));
        }
        if (RoaringFormat.HasOffsets(hasRuns, items.Length)) WriteOffsets(to, items, hasRuns);
        foreach (var item in items) Write(to, item);
    }

    private static byte[] RunFlags(Item[] items)
    {
        var flags = new byte[(items.Length + 7) / 8];
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Form == Form.Runs) flags[i / 8] |= (byte)(1 << (i % 8));
        }
        return flags;
    }

    /// <summary>Offsets count from the cookie.</summary>
    private static void WriteOffsets(IBufferWriter<byte> to, Item[] items, bool hasRuns)
    {
        var offset = (hasRuns ? 4 + (items.Length + 7) / 8 : 8) + items.Length * 8;
        foreach (var item in items)
        {
            UInt32(to, (uint)offset);
            offset += item.Size;
        }
    }

    private static void Write(IBufferWriter<byte> to, Item item)
    {
        switch (item.Form)
        {
            case Form.Array:
                foreach (var value in item.Container.Values) UInt16(to, value);
                break;
            case Form.Bitmap:
                WriteBitmap(to, item.Container as BitmapContainer ?? new BitmapContainer(item.Container.Values));
                break;
            default:
                UInt16(to, (ushort)item.Runs);
                WriteRuns(to, item.Container);
                break;
        }
    }

    private static void WriteBitmap(IBufferWriter<byte> to, BitmapContainer bitmap)
    {
        var span = to.GetSpan(BitmapContainer.Bytes);
        for (var i = 0; i < BitmapContainer.Words; i++) BinaryPrimitives.WriteUInt64LittleEndian(span[(i * 8)..], bitmap.Span[i]);
        to.Advance(BitmapContainer.Bytes);
    }

    private static void WriteRuns(IBufferWriter<byte> to, RoaringContainer container)
    {
        var (first, last) = (-1, -2);
        foreach (var value in container.Values)
        {
            if (value != last + 1)
            {
                End();
                first = value;
            }
            last = value;
        }
        End();

        void End()
        {
            if (first < 0) return;
            UInt16(to, (ushort)first);
            UInt16(to, (ushort)(last - first));
        }
    }

    private static void UInt16(IBufferWriter<byte> to, ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(to.GetSpan(2), value);
        to.Advance(2);
    }

    private static void UInt32(IBufferWriter<byte> to, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to.GetSpan(4), value);
        to.Advance(4);
    }

    private readonly record struct Item
    {
        public Item(ushort key, RoaringContainer container)
        {
            (Key, Container, Runs) = (key, container, container.CountRuns());
            var plain = container.Count <= RoaringContainer.MaxArrayCount ? (Form.Array, container.Count * 2) : (Form.Bitmap, BitmapContainer.Bytes);
            var runs = 2 + Runs * 4;
            (Form, Size) = runs < plain.Item2 ? (Form.Runs, runs) : plain;
        }

        public ushort Key { get; }

        public RoaringContainer Container { get; }

        public int Runs { get; }

        public Form Form { get; }

        public int Size { get; }
    }
}
