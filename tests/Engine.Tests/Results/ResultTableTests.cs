namespace Floe.Engine.Tests.Results;

public sealed class ResultTableTests
{
    [Fact]
    public void Numbers_stand_right_and_text_left_by_the_width_that_a_terminal_gives_it()
    {
        var result = new ResultSet([new("id", "int"), new("name", "string"), new("amount", "decimal(4,2)")], [[1, "größe", 1.50m], [22, "日本", null], [3, "e\u0301\n", -10.25m]], Truncated: false);
        Assert.Equal(
            """
            +----+-------+--------+
            | id | name  | amount |
            +----+-------+--------+
            |  1 | größe |   1.50 |
            | 22 | 日本  |   NULL |
            |  3 | é\n   | -10.25 |
            +----+-------+--------+

            """.ReplaceLineEndings("\n").Replace("é", "e\u0301", StringComparison.Ordinal),
            ResultTable.Format(result, width: null));
    }

    [Theory]
    [InlineData(120)]
    [InlineData(60)]
    [InlineData(30)]
    [InlineData(12)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        var result = new ResultSet(
            [new("id", "int"), new("short", "string"), new("long", "string"), new("wide", "string")], [[1, "abc", new string('x', 300), string.Concat(Enumerable.Repeat("日本", 50))]], Truncated: false);
        Assert.All(ResultTable.Format(result, width).Split('\n').TakeWhile(line => line.Length == 0 || line[0] is '+' or '|'), line => Assert.True(DisplayWidth.Of(line) <= width, line));
    }

    [Fact]
    public void Columns_that_do_not_fit_are_named_below()
    {
        var result = new ResultSet([.. Enumerable.Range(0, 10).Select(i => new ResultColumn($"c{i}", "string"))], [[.. Enumerable.Repeat(new string('x', 50), 10)]], Truncated: false);
        Assert.EndsWith("\n6 more columns do not fit: c4, c5, c6, c7, c8, c9\n", ResultTable.Format(result, width: 50), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_can_be_a_line_a_value()
    {
        var result = new ResultSet([new("id", "int"), new("name", "string")], [[1, "a"], [2, null]], Truncated: false);
        Assert.Equal("  id = 1\nname = a\n\n  id = 2\nname = NULL\n", ResultTable.FormatLines(result));
    }

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcdef", 5, "ab...")]
    [InlineData("日本語日本語", 7, "日本...")]
    [InlineData("日本語", 3, "日")]
    [InlineData("😀😀😀", 5, "😀...")]
    public void Text_is_cut_by_its_width(string text, int width, string expected) => Assert.Equal(expected, DisplayWidth.Cut(text, width));
}
