using System.Numerics;
using System.Text;
using CsCheck;
using Floe.Iceberg.Metrics;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;

namespace Floe.Iceberg.Tests.Metrics;

public sealed class BoundsTests
{
    private static readonly Gen<string> Text = Gen.Int[1, 0x10FFFF].Where(Rune.IsValid).Select(c => new Rune(c).ToString()).Array[0, 24].Select(string.Concat);

    public static TheoryData<PrimitiveType, object, string> Vectors => new()
    {
        { PrimitiveType.Boolean, true, "01" },
        { PrimitiveType.Int, 34, "22000000" },
        { PrimitiveType.Long, 34L, "2200000000000000" },
        { PrimitiveType.Date, -1, "FFFFFFFF" },
        { PrimitiveType.Double, 1.0, "000000000000F03F" },
        { PrimitiveType.Float, 1.0f, "0000803F" },
        { new DecimalType(9, 2), IcebergDecimal.Parse("14.20"), "058C" },
        { new DecimalType(9, 2), IcebergDecimal.Parse("-14.20"), "FA74" },
        { new DecimalType(9, 2), IcebergDecimal.Parse("1.28"), "0080" },
        { PrimitiveType.String, "é", "C3A9" },
        { PrimitiveType.Uuid, Guid.Parse("f79c3e09-677c-4bbd-a479-3f349cb785e7"), "F79C3E09677C4BBDA4793F349CB785E7" },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Values_have_the_binary_form_of_the_specification(PrimitiveType type, object value, string hex)
    {
        Assert.Equal(hex, Convert.ToHexString(SingleValue.Encode(type, value)));
        Assert.Equal(value, SingleValue.Decode(type, Convert.FromHexString(hex)));
    }

    [Fact]
    public void A_bound_written_before_a_promotion_is_read_by_its_length()
    {
        Assert.Equal(34L, SingleValue.Decode(PrimitiveType.Long, SingleValue.Encode(PrimitiveType.Int, 34)));
        Assert.Equal(1.5, SingleValue.Decode(PrimitiveType.Double, SingleValue.Encode(PrimitiveType.Float, 1.5f)));
    }

    [Fact]
    public void A_bound_of_a_wrong_length_bounds_nothing() => Assert.Null(SingleValue.Decode(PrimitiveType.Long, [1, 2, 3]));

    [Fact]
    public void Numbers_come_back_as_they_were() => Gen.Select(Gen.Long, Gen.Double, Gen.Guid).Sample((l, d, g) =>
    {
        Assert.Equal(l, SingleValue.Decode(PrimitiveType.Long, SingleValue.Encode(PrimitiveType.Long, l)));
        Assert.Equal(BitConverter.DoubleToInt64Bits(d), BitConverter.DoubleToInt64Bits((double)SingleValue.Decode(PrimitiveType.Double, SingleValue.Encode(PrimitiveType.Double, d))!));
        Assert.Equal(g, SingleValue.Decode(PrimitiveType.Uuid, SingleValue.Encode(PrimitiveType.Uuid, g)));
        var number = new IcebergDecimal(new BigInteger(l) * l, 4);
        Assert.Equal(number, SingleValue.Decode(new DecimalType(38, 4), SingleValue.Encode(new DecimalType(38, 4), number)));
    });

    [Theory]
    [InlineData("abcdefghijklmnopq", "abcdefghijklmnop", "abcdefghijklmnoq")]
    [InlineData("abc", "abc", "abc")]
    [InlineData("abcdefghijklmno\U0010FFFFx", "abcdefghijklmno\U0010FFFF", "abcdefghijklmnp")]
    [InlineData("abcdefghijklmno\uD7FFx", "abcdefghijklmno\uD7FF", "abcdefghijklmno\uE000")]
    public void Upper_bound_of_a_truncated_string_is_rounded_up(string value, string lower, string upper)
    {
        Assert.Equal(lower, BoundTruncation.Lower(value, 16));
        Assert.Equal(upper, BoundTruncation.Upper(value, 16));
    }

    [Fact]
    public void Where_nothing_is_greater_there_is_no_upper_bound()
    {
        Assert.Null(BoundTruncation.Upper(string.Concat(Enumerable.Repeat("\U0010FFFF", 17)), 16));
        Assert.Null(BoundTruncation.Upper(Enumerable.Repeat(byte.MaxValue, 17).ToArray(), 16));
        Assert.Equal(new byte[] { 2 }, BoundTruncation.Upper(new byte[] { 1, 255, 255 }, 2));
    }

    [Fact]
    public void Truncated_bounds_stay_bounds_and_are_short() => Text.Sample(text =>
    {
        var lower = (string)BoundTruncation.Lower(text, 16);
        Assert.True(IcebergValue.Compare(lower, text) <= 0);
        Assert.True(lower.EnumerateRunes().Count() <= 16);
        if (BoundTruncation.Upper(text, 16) is not string upper) return;
        Assert.True(IcebergValue.Compare(upper, text) >= 0);
        Assert.True(upper.EnumerateRunes().Count() <= 16);
    });

    [Fact]
    public void Code_point_order_is_the_order_of_utf8_bytes() => Gen.Select(Text, Text).Sample((a, b) =>
        Assert.Equal(Math.Sign(Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b))), Math.Sign(IcebergValue.Compare(a, b))));

    [Fact]
    public void A_data_file_gets_the_metrics_its_table_asks_for()
    {
        var properties = new Dictionary<string, string> { ["write.metadata.metrics.column.name"] = "truncate(2)", ["write.metadata.metrics.column.born"] = "counts" };
        var file = TestLake.File("a").WithMetrics(TestLake.People, properties,
        [
            new ColumnMetrics(1, 80, 10, 0, null, 1L, 10L),
            new ColumnMetrics(2, 90, 10, 1, null, "Anna", "Zoe"),
            new ColumnMetrics(3, 20, 10, 2, null, 100, 200),
        ]);
        Assert.Equal([1, 2], file.LowerBounds!.Keys.Order());
        Assert.Equal("An"u8.ToArray(), file.LowerBounds[2]);
        Assert.Equal("Zp"u8.ToArray(), file.UpperBounds![2]);
        Assert.Equal(2, file.NullValueCounts![3]);
        Assert.Null(file.NanValueCounts);
        Assert.Equal(190, file.ColumnSizes!.Values.Sum());
    }

    [Fact]
    public void NaN_is_no_bound_and_zero_bounds_have_the_sign_that_bounds_both_zeros()
    {
        Assert.Null(FileMetrics.Upper(PrimitiveType.Double, double.NaN, 16));
        Assert.Equal(SingleValue.Encode(PrimitiveType.Double, -0.0), FileMetrics.Lower(PrimitiveType.Double, 0.0, 16));
        Assert.Equal(SingleValue.Encode(PrimitiveType.Double, 0.0), FileMetrics.Upper(PrimitiveType.Double, -0.0, 16));
    }
}
