using System.Globalization;
using System.Text;
using Floe.DataGen.Taxi;

namespace Floe.DataGen.Tests.Taxi;

public sealed class TaxiGeneratorTests
{
    [Fact]
    public void The_same_seed_gives_the_same_bytes_whatever_the_buffer()
    {
        Assert.Equal(Generate(2000, 42, 31), Generate(2000, 42, 31, bufferSize: 1024));
        Assert.NotEqual(Generate(10, 42, 31), Generate(10, 43, 31));
        Assert.StartsWith(Generate(10, 42, 31), Generate(11, 42, 31), StringComparison.Ordinal);
    }

    [Fact]
    public void Trips_begin_within_the_days_and_add_up()
    {
        var rows = Generate(5000, 7, 3).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToList();

        Assert.Equal(5000, rows.Count);
        Assert.Equal(["2022-01-01", "2022-01-02", "2022-01-03"], rows.Select(row => row[1][..10]).Distinct().Order());
        Assert.All(rows, row =>
        {
            Assert.Equal(11, row.Length);
            Assert.Equal(Number(row[10]), Number(row[8]) + Number(row[9]));
            Assert.True(row[7] == "1" || Number(row[9]) == 0);
            Assert.InRange(int.Parse(row[5], CultureInfo.InvariantCulture), 1, 263);
        });
    }

    [Fact]
    public void Some_trips_end_before_they_begin_as_the_real_records_have_it()
    {
        var rows = Generate(5000, 7, 3).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToList();

        Assert.InRange(rows.Count(row => string.CompareOrdinal(row[2], row[1]) <= 0), 20, 100);
    }

    [Fact]
    public void No_row_is_longer_than_said() => Assert.All(Generate(5000, 1, TaxiGenerator.MaxDays).Split('\n').Skip(1), row => Assert.True(row.Length < TaxiGenerator.MaxRowBytes));

    [Theory]
    [InlineData(0, 1, "rows is 0")]
    [InlineData(1, 0, "days is 0")]
    public void What_cannot_be_generated_is_refused(long rows, int days, string words) =>
        Assert.StartsWith(words, Assert.Throws<ArgumentOutOfRangeException>(() => new TaxiGenerator(rows, 1, days)).Message, StringComparison.Ordinal);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string Generate(long rows, long seed, int days, int bufferSize = 64 * 1024)
    {
        var generator = new TaxiGenerator(rows, seed, days);
        using var all = new MemoryStream();
        var buffer = new byte[bufferSize];
        for (var length = generator.Fill(buffer); length > 0; length = generator.Fill(buffer)) all.Write(buffer, 0, length);
        return Encoding.UTF8.GetString(all.ToArray());
    }
}
