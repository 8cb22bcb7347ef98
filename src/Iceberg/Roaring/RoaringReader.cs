using System.Buffers.Binary;

namespace Floe.Iceberg.Roaring;

/// <summary>
/// Takes the containers of serialized bitmaps from a span. Lengths are checked before anything is made, and a container takes no more memory than a
/// small multiple of its bytes, so that a hostile file costs no more than its size.
/// </summary>
internal ref struct RoaringReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    public readonly int Remaining => _rest.Length;

    /// <summary>A 64-bit map of bitmaps: calls back for each container with the upper 48 bits of its numbers, ascending.</summary>
    /// <exception cref="InvalidDataException">The bytes are no bitmap.</exception>
    public static void Read64(ReadOnlySpan<byte> data, Action<long, RoaringContainer> add)
    {
        var reader = new RoaringReader(data);
        var count = BinaryPrimitives.ReadInt64LittleEndian(reader.Take(8, "the number of bitmaps"));
        // A key and the smallest bitmap take 12 bytes.
        if (count < 0 || count > reader.Remaining / 12) throw new InvalidDataException($"{count} bitmaps are announced in {data.Length} bytes");
        var previous = -1L;
        for (var i = 0L; i < count; i++)
        {
            long key = BinaryPrimitives.ReadUInt32LittleEndian(reader.Take(4, "the key of a bitmap"));
            if (key > int.MaxValue) throw new InvalidDataException($"the key {key} of a bitmap makes negative positions");
            if (key <= previous) throw new InvalidDataException($"the key {key} of a bitmap follows {previous}");
            reader.Read32((low, container) => add((key << 16) | low, container));
            previous = key;
        }
        if (reader.Remaining > 0) throw new InvalidDataException($"{reader.Remaining} bytes are left after the last bitmap");
    }

    private void Read32(Action<ushort, RoaringContainer> add)
    {
        var cookie = BinaryPrimitives.ReadUInt32LittleEndian(Take(4, "the cookie of a bitmap"));
        var hasRuns = (cookie & 0xffff) == RoaringFormat.CookieWithRuns;
        if (!hasRuns && cookie != RoaringFormat.CookieWithoutRuns) throw new InvalidDataException($"a bitmap starts with {cookie}");
        var count = hasRuns ? (int)(cookie >> 16) + 1 : BinaryPrimitives.ReadInt32LittleEndian(Take(4, "the number of containers"));
        if (count is < 0 or > RoaringFormat.MaxContainers) throw new InvalidDataException($"a bitmap announces {count} containers");

        var runFlags = hasRuns ? Take((count + 7) / 8, "the run flags") : [];
        var headers = Take(count * 4, "the container headers");
        // Containers follow each other, so their offsets tell nothing new.
        if (RoaringFormat.HasOffsets(hasRuns, count)) Take(count * 4, "the container offsets");
        var previous = -1;
        for (var i = 0; i < count; i++)
        {
            var key = BinaryPrimitives.ReadUInt16LittleEndian(headers[(i * 4)..]);
            if (key <= previous) throw new InvalidDataException($"container {key} follows {previous}");
            previous = key;
            var cardinality = BinaryPrimitives.ReadUInt16LittleEndian(headers[(i * 4 + 2)..]) + 1;
            var isRun = hasRuns && (runFlags[i / 8] & (1 << (i % 8))) != 0;
            var container = ReadContainer(isRun, cardinality);
            if (container.Count != cardinality) throw new InvalidDataException($"container {key} has {container.Count} values where {cardinality} are announced");
            add(key, container);
        }
    }

    private RoaringContainer ReadContainer(bool isRun, int cardinality)
    {
        if (isRun) return ReadRuns();
        return cardinality <= RoaringContainer.MaxArrayCount ? ReadArray(cardinality) : ReadBitmap();
    }

    private ArrayContainer ReadArray(int count)
    {
        var bytes = Take(count * 2, "an array");
        var values = new ushort[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * 2)..]);
            if (i > 0 && values[i] <= values[i - 1]) throw new InvalidDataException($"in an array, {values[i]} follows {values[i - 1]}");
        }
        return new ArrayContainer(values);
    }

    private BitmapContainer ReadBitmap()
    {
        var bytes = Take(BitmapContainer.Bytes, "a bitmap container");
        var words = new ulong[BitmapContainer.Words];
        for (var i = 0; i < words.Length; i++) words[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * 8)..]);
        return new BitmapContainer(words);
    }

    private RunContainer ReadRuns()
    {
        int count = BinaryPrimitives.ReadUInt16LittleEndian(Take(2, "the number of runs"));
        var bytes = Take(count * 4, "runs");
        var runs = new (ushort First, ushort Last)[count];
        for (var i = 0; i < count; i++)
        {
            var first = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * 4)..]);
            var last = first + BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * 4 + 2)..]);
            if (last > ushort.MaxValue) throw new InvalidDataException($"a run ends at {last}");
            if (i > 0 && first <= runs[i - 1].Last) throw new InvalidDataException($"a run starts at {first} after one that ends at {runs[i - 1].Last}");
            runs[i] = (first, (ushort)last);
        }
        return new RunContainer(runs);
    }

    private ReadOnlySpan<byte> Take(int count, string what)
    {
        if (count > _rest.Length) throw new InvalidDataException($"{what}: {count} bytes are needed where {_rest.Length} are left");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
