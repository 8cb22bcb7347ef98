using System.Text;
using Floe.JobService.Engines;

namespace Floe.JobService.Logs;

/// <summary>Adds lines to one log, each with its time (UTC, milliseconds).</summary>
internal sealed class LogWriter(ILogSink sink, string? lastLine, TimeProvider time, Func<CancellationToken, ValueTask<ILogSource?>>? open = null) : IRunLog, IAsyncDisposable
{
    public string? LastLine { get; } = lastLine;

    /// <summary>Text of more than one line becomes as many lines of the log. Thread-safe.</summary>
    public void Write(string text) => Write(time.GetUtcNow(), text);

    public void Write(DateTimeOffset at, string text) => sink.Add(Encoding.UTF8.GetBytes(Stamp(at, text)));

    public async Task<IReadOnlyList<string>> ReadLastAsync(int lines, CancellationToken cancellationToken)
    {
        using var source = open is null ? null : await open(cancellationToken);
        return source is null ? [] : await LastLines.ReadAsync(source, lines, cancellationToken);
    }

    /// <inheritdoc cref="ILogSink.FlushAsync"/>
    public Task<bool> FlushAsync(CancellationToken cancellationToken) => sink.FlushAsync(cancellationToken);

    public ValueTask DisposeAsync() => sink.DisposeAsync();

    private static string Stamp(DateTimeOffset at, string text)
    {
        var stamp = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
        var lines = new StringBuilder();
        foreach (var line in text.AsSpan().TrimEnd('\n').EnumerateLines()) lines.Append(stamp).Append(' ').Append(line).Append('\n');
        return lines.ToString();
    }
}
