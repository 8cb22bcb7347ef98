using System.Text;
using Floe.JobService.Logs;
using Floe.JobService.Tests.Support;
using Floe.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Floe.JobService.Tests.Logs;

public sealed class LogFileTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_is_read_only_when_it_is_whole()
    {
        using var folder = new TempFolder();
        var path = folder.Sub("a.log");
        await File.WriteAllTextAsync(path, "one\nhalf of t", Cancel);
        using var reader = new LogReader(new LogFileSource(path), 0);

        Assert.Equal("one\n", await NextAsync(reader));
        Assert.Equal("", await NextAsync(reader));
        await File.AppendAllTextAsync(path, "wo\n", Cancel);
        Assert.Equal("half of two\n", await NextAsync(reader));
    }

    [Fact]
    public async Task A_line_longer_than_any_buffer_comes_whole()
    {
        using var folder = new TempFolder();
        var path = folder.Sub("a.log");
        var line = new string('x', 300_000) + "\n";
        await File.WriteAllTextAsync(path, line + "next\n", Cancel);
        using var reader = new LogReader(new LogFileSource(path), 0);

        var text = new StringBuilder();
        while (await NextAsync(reader) is { Length: > 0 } part) text.Append(part);

        Assert.Equal(line + "next\n", text.ToString());
    }

    [Fact]
    public async Task A_line_that_a_power_cut_broke_does_not_swallow_the_next()
    {
        using var folder = new TempFolder();
        var path = folder.Sub("a.log");
        await File.WriteAllTextAsync(path, "whole\nbrok", Cancel);
        await using (var writer = new LogWriter(new LogFileSink(path, () => { }, TimeProvider.System, NullLogger.Instance), null, TimeProvider.System)) writer.Write("next");

        var lines = await File.ReadAllLinesAsync(path, Cancel);

        Assert.Equal(["whole", "brok"], lines[..2]);
        Assert.EndsWith(" next", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_written_by_many_threads_stay_whole()
    {
        using var folder = new TempFolder();
        var path = folder.Sub("a.log");
        await using (var writer = new LogWriter(new LogFileSink(path, () => { }, TimeProvider.System, NullLogger.Instance), null, TimeProvider.System))
            Parallel.For(0, 500, i => writer.Write($"{i} {new string((char)('a' + (i % 26)), 100)}"));

        var lines = await File.ReadAllLinesAsync(path, Cancel);

        Assert.Equal(500, lines.Length);
        Assert.All(lines, line => Assert.Single(line[^100..].Distinct()));
    }

    [Fact]
    public async Task A_text_of_any_length_is_kept_whole()
    {
        using var folder = new TempFolder();
        var path = folder.Sub("a.log");
        var text = new string('x', 3_000_000);
        await using (var writer = new LogWriter(new LogFileSink(path, () => { }, TimeProvider.System, NullLogger.Instance), null, TimeProvider.System))
        {
            writer.Write(text);
            Assert.True(await writer.FlushAsync(Cancel));
        }

        Assert.EndsWith(text, Assert.Single(await File.ReadAllLinesAsync(path, Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_the_disk_has_no_room_for_is_told_to_who_wants_it_safe()
    {
        using var disk = SmallDisk.MountOrSkip(mebibytes: 1);
        var clock = new TestClock(DateTimeOffset.UnixEpoch);
        await using var sink = new LogFileSink(Path.Combine(disk.Path, "a.log"), () => { }, clock, NullLogger.Instance);
        sink.Add(new byte[100]);
        Assert.True(await sink.FlushAsync(Cancel));

        for (var i = 0; i < 30; i++) sink.Add(new byte[100_000]);

        Assert.False(await sink.FlushAsync(Cancel));
    }

    [Theory]
    [InlineData("a\nb", 2)]
    [InlineData("a\r\nb\n", 2)]
    [InlineData("", 1)]
    [InlineData("a\u2028b", 2)]
    public async Task Each_line_of_a_text_gets_its_time(string text, int lines)
    {
        using var folder = new TempFolder();
        var path = folder.Sub("a.log");
        await using (var writer = new LogWriter(new LogFileSink(path, () => { }, TimeProvider.System, NullLogger.Instance), null, TimeProvider.System)) writer.Write(text);

        Assert.All(await File.ReadAllLinesAsync(path, Cancel), line => Assert.Matches("^[0-9-]{10}T[0-9:.]{12}Z ", line));
        Assert.Equal(lines, (await File.ReadAllLinesAsync(path, Cancel)).Length);
    }

    private static async Task<string> NextAsync(LogReader reader) => Encoding.UTF8.GetString((await reader.ReadAsync(Cancel)).Span);
}
