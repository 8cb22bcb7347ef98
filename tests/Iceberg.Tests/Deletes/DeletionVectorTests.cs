using System.Buffers.Binary;
using System.IO.Hashing;
using CsCheck;
using Floe.Iceberg.Deletes;

namespace Floe.Iceberg.Tests.Deletes;

public sealed class DeletionVectorTests
{
    /// <summary>Put together by hand from the specification: one bitmap of key 0 with one array container of the numbers 1, 3, 5, 7, 9.</summary>
    private const string Alternating = "0000002ad1d339640100000000000000000000003a30000001000000000004001000000001000300050007000900" + "b3fb20be";

    [Fact]
    public void An_array_container_is_written_as_the_format_says()
    {
        var blob = DeletionVectorBlob.Serialize(new DeletionVector([9, 1, 3, 5, 7, 3]));
        Assert.Equal(Alternating, Convert.ToHexString(blob).ToLowerInvariant());
    }

    [Fact]
    public void A_run_of_numbers_takes_the_space_of_a_run()
    {
        var blob = DeletionVectorBlob.Serialize(new DeletionVector(Range(10, 60_000)));
        // Length, magic, number of bitmaps, key; cookie with one container, run flags, container header; number of runs, run; checksum.
        Assert.Equal("3b30000001" + "00005fea" + "01000a005fea", Convert.ToHexString(blob[20..^4]).ToLowerInvariant());
    }

    [Fact]
    public void Every_form_of_container_is_read_back()
    {
        List<long> positions = [.. Range(0, 100).Select(i => i * 3), .. Range(65536, 30_000).Select(i => 65536 + (i - 65536) * 2), .. Range(200_000, 50_000), (5L << 32) + 7, long.MaxValue >> 1];
        var vector = RoundTrip(new DeletionVector(positions));
        Assert.Equal(positions.Order().Distinct(), vector.Positions);
        Assert.Equal(positions.Distinct().Count(), vector.Cardinality);
        Assert.True(vector.Contains(200_001));
        Assert.False(vector.Contains(199_999));
        Assert.False(vector.Contains(-1));
    }

    [Fact]
    public void Positions_are_added_to_what_was_read()
    {
        var vector = RoundTrip(new DeletionVector(Range(100, 5000)));
        vector.AddRange([99, 5100, 100, 1L << 40]);
        Assert.Equal(5003, vector.Cardinality);
        Assert.Equal([99, .. Range(100, 5001), 1L << 40], RoundTrip(vector).Positions);
    }

    [Fact]
    public void An_empty_vector_has_no_bitmap() => Assert.Empty(RoundTrip(new DeletionVector()).Positions);

    [Fact]
    public void A_negative_position_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new DeletionVector([-1]));

    [Fact]
    public void Random_sets_come_back_as_they_were()
    {
        var dense = Gen.Long[0, 200_000].HashSet[0, 20_000];
        var sparse = Gen.Long[0, long.MaxValue].HashSet[0, 50];
        var runs = Gen.Select(Gen.Long[0, 1 << 20], Gen.Int[1, 3000]).List[0, 20].Select(list => list.SelectMany(r => Range(r.Item1, r.Item2)).ToHashSet());
        Gen.OneOf(dense, sparse, runs).Sample(
            set =>
            {
                var expected = set.Order().ToList();
                var vector = new DeletionVector(set);
                Assert.Equal(expected.Count, vector.Cardinality);
                Assert.Equal(expected, RoundTrip(vector).Positions);
            }, iter: 150);
    }

    [Theory]
    [InlineData(0, "length")]
    [InlineData(5, "magic")]
    [InlineData(20, "crc")]
    [InlineData(30, "crc")]
    public void A_changed_byte_is_found(int at, string field)
    {
        var blob = DeletionVectorBlob.Serialize(new DeletionVector([1, 3, 5]));
        blob[at] ^= 0x55;
        var error = Assert.Throws<InvalidFileException>(() => DeletionVectorBlob.Parse("f.puffin", blob));
        Assert.Equal(("f.puffin", $"deletion-vector-v1.{field}"), (error.File, error.Field));
    }

    [Theory]
    [InlineData("ffffffffffffff7f", "announced")]
    [InlineData("0100000000000000ffffffff3a30000000000000", "negative")]
    [InlineData("0200000000000000000000003a30000000000000000000003a30000000000000", "follows")]
    [InlineData("0100000000000000000000003a300000ffffffff", "containers")]
    [InlineData("0100000000000000000000003a30000001000000000001001000000005000500", "follows")]
    [InlineData("0100000000000000000000003b300000010000ffff0100ffff0100", "run ends")]
    [InlineData("0100000000000000000000003b300000010000090002000000090005000100", "starts at")]
    [InlineData("0100000000000000000000003b30000001000005000100000001 00", "announced")]
    [InlineData("0100000000000000000000003a3000000100000000000000100000000500aa", "left")]
    [InlineData("010000000000000000000000ffff0000ffffffff", "starts with")]
    public void A_bitmap_that_cannot_be_is_refused_with_its_reason(string bitmap, string reason)
    {
        var blob = Frame(Convert.FromHexString(bitmap.Replace(" ", "", StringComparison.Ordinal)));
        var error = Assert.Throws<InvalidFileException>(() => DeletionVectorBlob.Parse("f.puffin", blob));
        Assert.Equal("deletion-vector-v1.vector", error.Field);
        Assert.Contains(reason, error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_bytes_are_refused_and_cost_no_more_than_their_size() => Gen.Byte.Array[0, 400].Sample(
        bytes =>
        {
            // The checksum is right, so that the bitmap itself is read.
            try
            {
                DeletionVectorBlob.Parse("f", Frame(bytes));
            }
            catch (InvalidFileException)
            {
            }
        }, iter: 3000);

    [Fact]
    public void Damaged_bitmaps_are_refused_or_read_but_never_crash()
    {
        var good = DeletionVectorBlob.Serialize(new DeletionVector([.. Range(5, 40), .. Range(70_000, 3), .. Range(0, 5000).Select(i => 200_000 + i * 2)]))[8..^4];
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Sample(
            (at, value, length) =>
            {
                var damaged = good.ToArray();
                damaged[at] = value;
                try
                {
                    Assert.True(DeletionVectorBlob.Parse("f", Frame(damaged[..(length == 0 ? damaged.Length : length)])).Positions.LongCount() >= 0);
                }
                catch (InvalidFileException e)
                {
                    Assert.Equal("f", e.File);
                }
            }, iter: 2000);
    }

    private static IEnumerable<long> Range(long first, int count) => Enumerable.Range(0, count).Select(i => first + i);

    private static DeletionVector RoundTrip(DeletionVector vector) => DeletionVectorBlob.Parse("f.puffin", DeletionVectorBlob.Serialize(vector));

    private static byte[] Frame(byte[] bitmap)
    {
        byte[] content = [0xd1, 0xd3, 0x39, 0x64, .. bitmap];
        var blob = new byte[content.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(blob, content.Length);
        content.CopyTo(blob, 4);
        BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(content.Length + 4), Crc32.HashToUInt32(content));
        return blob;
    }
}
