using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Floe.DataGen.Employees;

namespace Floe.DataGen.Tests.Employees;

public sealed class EmployeeGeneratorTests
{
    [Fact]
    public void The_same_rows_and_seed_give_the_same_bytes_on_every_machine() =>
        Assert.Equal("4cb5af1ad7692c4c92d040f51f831076211ffb7456efe7a77acf27704b6adfbd", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(StrictCsv.Generate(1000, seed: 42)))));

    [Fact]
    public void Another_seed_gives_other_employees() => Assert.NotEqual(StrictCsv.Generate(100, seed: 1), StrictCsv.Generate(100, seed: 2));

    [Fact]
    public void Fewer_rows_are_a_prefix_of_more() =>
        Assert.StartsWith(StrictCsv.Generate(100, seed: 7), StrictCsv.Generate(1000, seed: 7), StringComparison.Ordinal);

    [Theory]
    [InlineData(EmployeeGenerator.MaxRowBytes)]
    [InlineData(EmployeeGenerator.MaxRowBytes + 1)]
    [InlineData(1 << 20)]
    public void The_buffer_size_changes_no_byte(int bufferSize) =>
        Assert.Equal(StrictCsv.Generate(5000, seed: 3), StrictCsv.Generate(5000, seed: 3, bufferSize));

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(12_345)]
    public void There_is_a_header_and_as_many_rows_as_asked_for_with_ids_from_1(int rows)
    {
        var lines = StrictCsv.Parse(StrictCsv.Generate(rows, seed: 42));
        Assert.Equal(["id", "name", "level", "salary"], lines[0]);
        Assert.Equal(Enumerable.Range(1, rows), lines.Skip(1).Select(line => int.Parse(line[0], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Every_row_has_four_plausible_fields()
    {
        foreach (var row in StrictCsv.Parse(StrictCsv.Generate(50_000, seed: 42)).Skip(1))
        {
            Assert.Equal(4, row.Length);
            Assert.Matches(@"^\p{Lu}\S+ \p{Lu}", row[1]);
            Assert.Contains(row[2], (string[])["Junior", "Mid", "Senior", "Lead", "Manager", "Director"]);
            Assert.Matches(@"^[0-9]+\.[0-9]{2}$", row[3]);
            Assert.InRange(decimal.Parse(row[3], CultureInfo.InvariantCulture), 42_000m, 260_000m);
        }
    }

    [Fact]
    public void Names_with_a_comma_are_quoted_and_others_are_not()
    {
        var text = StrictCsv.Generate(5000, seed: 42);
        Assert.Matches("\"[^\",]+, Jr\\.\"", text);
        Assert.All(text.Split('\n'), line => Assert.True(!line.Contains('"') || line.Contains(", ", StringComparison.Ordinal), line));
    }

    [Fact]
    public void Higher_levels_are_fewer_and_earn_more()
    {
        var levels = StrictCsv.Parse(StrictCsv.Generate(50_000, seed: 42)).Skip(1).ToLookup(row => row[2], row => decimal.Parse(row[3], CultureInfo.InvariantCulture));
        Assert.InRange(levels["Junior"].Count(), 13_000, 15_000);
        Assert.InRange(levels["Director"].Count(), 800, 1_200);
        Assert.True(levels["Junior"].Average() < levels["Mid"].Average() && levels["Mid"].Average() < levels["Senior"].Average());
    }

    [Fact]
    public void The_largest_id_fits_the_promised_row_size()
    {
        // 50,000 rows meet every name; id and salary are as wide as they get in the row that is checked.
        var longest = StrictCsv.Generate(50_000, seed: 42).Split('\n').Max(Encoding.UTF8.GetByteCount);
        Assert.True(longest + "2147483647".Length + 1 <= EmployeeGenerator.MaxRowBytes, $"{longest} bytes");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(2_147_483_648)]
    public void A_row_count_that_ids_cannot_hold_is_refused_by_name(long rows)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new EmployeeGenerator(rows, seed: 42));
        Assert.Contains($"rows is {rows}; it must be from 1 to 2147483647", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Generating_allocates_nothing_per_row()
    {
        var generator = new EmployeeGenerator(1_000_000, seed: 42);
        var buffer = new byte[64 * 1024];
        generator.Fill(buffer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (generator.Fill(buffer) > 0)
        {
        }
        Assert.Equal(1_000_000, generator.Written);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024);
    }
}
