using System.Text;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Tests.Spec;

public sealed class TransformTests
{
    /// <summary>The vectors of the specification, Appendix B.</summary>
    public static TheoryData<PrimitiveType, object, int> HashVectors => new()
    {
        { PrimitiveType.Int, 34, 2017239379 },
        { PrimitiveType.Long, 34L, 2017239379 },
        { new DecimalType(9, 2), IcebergDecimal.Parse("14.20"), -500754589 },
        { PrimitiveType.Date, TimeText.Parse(TypeKind.Date, "2017-11-16"), -653330422 },
        { PrimitiveType.Time, TimeText.Parse(TypeKind.Time, "22:31:08"), -662762989 },
        { PrimitiveType.Timestamp, TimeText.Parse(TypeKind.Timestamp, "2017-11-16T22:31:08"), -2047944441 },
        { PrimitiveType.Timestamp, TimeText.Parse(TypeKind.Timestamp, "2017-11-16T22:31:08.000001"), -1207196810 },
        { PrimitiveType.TimestampTz, TimeText.Parse(TypeKind.TimestampTz, "2017-11-16T14:31:08-08:00"), -2047944441 },
        { PrimitiveType.TimestampNs, TimeText.Parse(TypeKind.TimestampNs, "2017-11-16T22:31:08.000001001"), -1207196810 },
        { PrimitiveType.String, "iceberg", 1210000089 },
        { PrimitiveType.Uuid, Guid.Parse("f79c3e09-677c-4bbd-a479-3f349cb785e7"), 1488055340 },
        { new FixedType(4), new byte[] { 0, 1, 2, 3 }, -188683207 },
        { PrimitiveType.Binary, new byte[] { 0, 1, 2, 3 }, -188683207 },
    };

    [Theory]
    [MemberData(nameof(HashVectors))]
    public void Bucket_hashes_are_those_of_the_specification(PrimitiveType type, object value, int hash)
    {
        Assert.Equal(hash, BucketTransform.Hash(type, value));
        Assert.Equal((hash & int.MaxValue) % 16, new BucketTransform(16).Apply(type, value));
    }

    [Theory]
    [InlineData(10, 1, 0)]
    [InlineData(10, -1, -10)]
    [InlineData(10, 15, 10)]
    public void Numbers_are_truncated_towards_minus_infinity(int width, int value, int expected)
    {
        var transform = new TruncateTransform(width);
        Assert.Equal(expected, transform.Apply(PrimitiveType.Int, value));
        Assert.Equal((long)expected, transform.Apply(PrimitiveType.Long, (long)value));
    }

    [Fact]
    public void Decimals_strings_and_binary_are_truncated()
    {
        Assert.Equal(IcebergDecimal.Parse("10.50"), new TruncateTransform(50).Apply(new DecimalType(9, 2), IcebergDecimal.Parse("10.65")));
        Assert.Equal("ice", new TruncateTransform(3).Apply(PrimitiveType.String, "iceberg"));
        Assert.Equal("🧊a", new TruncateTransform(2).Apply(PrimitiveType.String, "🧊a🧊"));
        Assert.Equal(new byte[] { 1, 2 }, new TruncateTransform(2).Apply(PrimitiveType.Binary, new byte[] { 1, 2, 3 }));
    }

    [Theory]
    [InlineData("2017-11-16T22:31:08", 47, 574, 17486, 419686)]
    [InlineData("1970-01-01T00:00:00", 0, 0, 0, 0)]
    [InlineData("1969-12-31T23:59:59.999999", -1, -1, -1, -1)]
    [InlineData("1968-02-29T00:00:00", -2, -23, -672, -16128)]
    [InlineData("2000-03-01T00:00:00", 30, 362, 11017, 264408)]
    public void Times_count_from_1970_also_backwards(string text, int year, int month, int day, int hour)
    {
        var micros = TimeText.Parse(TypeKind.Timestamp, text);
        Assert.Equal(year, new YearTransform().Apply(PrimitiveType.Timestamp, micros));
        Assert.Equal(month, new MonthTransform().Apply(PrimitiveType.Timestamp, micros));
        Assert.Equal(day, new DayTransform().Apply(PrimitiveType.Timestamp, micros));
        Assert.Equal(hour, new HourTransform().Apply(PrimitiveType.Timestamp, micros));
        Assert.Equal(month, new MonthTransform().Apply(PrimitiveType.Date, day));
        Assert.Equal(hour, new HourTransform().Apply(PrimitiveType.TimestampNs, (long)micros * 1000));
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("bucket[16]")]
    [InlineData("truncate[10]")]
    [InlineData("year")]
    [InlineData("month")]
    [InlineData("day")]
    [InlineData("hour")]
    [InlineData("void")]
    [InlineData("zorder(a, b)")]
    public void Transforms_read_as_they_are_written(string text) => Assert.Equal(text, Transform.Parse(text).ToString());

    [Theory]
    [InlineData("bucket[0]")]
    [InlineData("bucket[x]")]
    [InlineData("truncate[-1]")]
    [InlineData("truncate[10")]
    public void Transforms_with_bad_parameters_are_refused(string text) => Assert.Throws<FormatException>(() => Transform.Parse(text));

    [Fact]
    public void Every_transform_of_null_is_null() =>
        Assert.All(
            [new IdentityTransform(), new VoidTransform(), new BucketTransform(4), new TruncateTransform(4), new YearTransform(), new DayTransform()],
            (Transform t) => Assert.Null(t.Apply(PrimitiveType.Date, null)));

    [Fact]
    public void Strings_compare_by_code_points_and_not_by_utf16()
    {
        // U+FFFD is one UTF-16 unit and greater than the surrogates of U+1F9CA, which is the greater code point.
        Assert.True(IcebergValue.Compare("\uFFFD", "🧊") < 0);
        Assert.True(Encoding.UTF8.GetBytes("\uFFFD").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes("🧊")) < 0);
    }
}
