using Floe.Cli.Sql.Editing;
using Floe.Cli.Sql.Shell;

namespace Floe.Floe.Tests.Sql;

/// <summary>What keys make of a line.</summary>
public sealed class LineEditorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enter_ends_a_statement_only_after_its_semicolon()
    {
        Assert.Equal("SELECT 1,\n';'\n;", await ReadAsync(new FakeTerminal().Type("SELECT 1,\n';'\n;\n")));
    }

    [Fact]
    public async Task Keys_move_and_delete_by_what_a_person_sees_as_one_character()
    {
        var terminal = new FakeTerminal().Type("e\u0301日😀x;").Press(ConsoleKey.LeftArrow, 2).Press(ConsoleKey.Backspace, 3).Type("a").Press(ConsoleKey.End).Press(ConsoleKey.Enter);
        Assert.Equal("ax;", await ReadAsync(terminal));
    }

    [Theory]
    [InlineData(ConsoleKey.W, "select one ;", "select  ;")]
    [InlineData(ConsoleKey.U, "select one ;", " ;")]
    [InlineData(ConsoleKey.K, "select one ;", "select one;")]
    [InlineData(ConsoleKey.D, "select one ;", "select one;")]
    [InlineData(ConsoleKey.H, "select one ;", "select on ;")]
    public async Task Control_keys_delete_as_in_a_shell(ConsoleKey key, string typed, string expected)
    {
        var terminal = new FakeTerminal().Type(typed).Press(ConsoleKey.LeftArrow, 2).Control(key).Control(ConsoleKey.E);
        if (key == ConsoleKey.K) terminal.Type(";");
        Assert.Equal(expected, await ReadAsync(terminal.Press(ConsoleKey.Enter)));
    }

    [Fact]
    public async Task Words_and_lines_are_jumped_over()
    {
        var terminal = new FakeTerminal().Type("select one").Control(ConsoleKey.LeftArrow).Type("1").Control(ConsoleKey.A).Type("2").Control(ConsoleKey.RightArrow).Type("3").Press(ConsoleKey.End).Type(";\n");
        Assert.Equal("2select3 1one;", await ReadAsync(terminal));
    }

    [Fact]
    public async Task Up_and_down_move_in_the_lines_first_and_then_in_what_was_typed_before()
    {
        var history = LineHistory.Load(null);
        history.Add("SELECT 1;");
        history.Add("SELECT 2\n+ 2;");
        var inLines = new FakeTerminal().Press(ConsoleKey.UpArrow).Press(ConsoleKey.UpArrow).Press(ConsoleKey.Home).Type("-- ").Press(ConsoleKey.DownArrow).Press(ConsoleKey.End).Type(" -- x").Press(ConsoleKey.Enter);
        Assert.Equal("-- SELECT 2\n+ 2; -- x", await ReadAsync(inLines, history));

        var back = new FakeTerminal().Type("new").Press(ConsoleKey.UpArrow, 3).Press(ConsoleKey.UpArrow).Press(ConsoleKey.DownArrow, 5).Type(";\n");
        Assert.Equal("new;", await ReadAsync(back, history));
    }

    [Fact]
    public async Task Control_c_throws_away_what_was_typed_and_control_d_ends_only_an_empty_line()
    {
        var terminal = new FakeTerminal().Type("half").Control(ConsoleKey.C).Type("ab").Press(ConsoleKey.LeftArrow).Control(ConsoleKey.D).Control(ConsoleKey.C).Control(ConsoleKey.D);
        var editor = Editor(terminal, LineHistory.Load(null));
        Assert.Equal(TypedEnd.Discarded, (await editor.ReadAsync("> ", Token)).End);
        Assert.Equal(TypedEnd.Discarded, (await editor.ReadAsync("> ", Token)).End);
        Assert.Equal(TypedEnd.Ended, (await editor.ReadAsync("> ", Token)).End);
    }

    [Theory]
    [InlineData("SEL\t;\n", "SELECT;")]
    [InlineData("na\t;\n", "name;")]
    [InlineData("t\t\t2;\n", "table_2;")]
    [InlineData("nothing\t;\n", "nothing;")]
    [InlineData("\tx;\n", "  x;")]
    public async Task Tab_completes_as_far_as_there_is_one_way_to_go_on(string typed, string expected) => Assert.Equal(expected, await ReadAsync(new FakeTerminal().Type(typed)));

    [Fact]
    public async Task A_second_tab_lists_what_there_is()
    {
        var terminal = new FakeTerminal().Type("table_\t1;\n");
        await ReadAsync(terminal);
        Assert.Contains("table_1  table_2\r\n", terminal.Written);
    }

    [Fact]
    public void Rows_are_no_wider_than_the_terminal_and_the_cursor_is_where_its_character_is()
    {
        var layout = ScreenLayout.Of("> ", ". ", "abc日本\nx", cursor: 4, width: 6);
        Assert.Equal(["> abc", "日本", ". x"], layout.Rows);
        Assert.Equal((1, 2), (layout.CursorRow, layout.CursorColumn));

        var full = ScreenLayout.Of("> ", ". ", "abcd", cursor: 4, width: 6);
        Assert.Equal(["> abcd", ""], full.Rows);
        Assert.Equal((1, 0), (full.CursorRow, full.CursorColumn));
    }

    [Fact]
    public void History_lasts_and_leaves_out_repetitions_and_what_begins_with_a_space()
    {
        using var folder = new Testing.TemporaryFolder();
        var path = Path.Combine(folder.Path, "profile", "history");
        var history = LineHistory.Load(path);
        foreach (var text in new[] { "SELECT 'größe'\n;", "SELECT 2;", "SELECT 2;", " SET password = x;" }) history.Add(text);

        Assert.Equal(["SELECT 'größe'\n;", "SELECT 2;"], LineHistory.Load(path).Entries);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        File.AppendAllText(path, "no JSON\n");
        Assert.Equal(2, LineHistory.Load(path).Entries.Count);
    }

    private static async Task<string> ReadAsync(FakeTerminal terminal, LineHistory? history = null) => (await Editor(terminal, history ?? LineHistory.Load(null)).ReadAsync("floe> ", Token)).Text;

    private static LineEditor Editor(FakeTerminal terminal, LineHistory history) => new(terminal, new KeySource(terminal), history, new FewWords(), SqlShell.IsComplete);

    private sealed class FewWords : ICompleter
    {
        public Task<Completion> CompleteAsync(string text, int cursor, CancellationToken cancellationToken)
        {
            var start = text.LastIndexOf(' ', Math.Max(0, cursor - 1)) + 1;
            string[] words = ["SELECT", "name", "table_1", "table_2"];
            return Task.FromResult(new Completion(start, [.. words.Where(word => word.StartsWith(text[start..cursor], StringComparison.OrdinalIgnoreCase))]));
        }
    }
}
