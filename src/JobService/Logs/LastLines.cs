using System.Text;

namespace Floe.JobService.Logs;

/// <summary>Finds lines from the end of a log, without reading what is before them.</summary>
internal static class LastLines
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>Where the last <paramref name="lines"/> lines begin; 0 where there are no more than that.</summary>
    public static async Task<long> StartAsync(ILogSource source, int lines, CancellationToken cancellationToken)
    {
        var end = await source.LengthAsync(cancellationToken);
        var buffer = new byte[Math.Min(ChunkBytes, end)];
        // The end of the last line itself is no line before it.
        var missing = lines + 1;
        while (end > 0)
        {
            var start = Math.Max(0, end - ChunkBytes);
            var count = await source.ReadAsync(buffer.AsMemory(0, (int)(end - start)), start, cancellationToken);
            for (var i = count - 1; i >= 0; i--)
            {
                if (buffer[i] == '\n' && --missing == 0) return start + i + 1;
            }
            end = start;
        }
        return 0;
    }

    /// <summary>Null where the log is empty.</summary>
    public static async Task<string?> LastAsync(ILogSource source, CancellationToken cancellationToken)
    {
        using var reader = new LogReader(source, await StartAsync(source, 1, cancellationToken));
        var line = await reader.ReadAsync(cancellationToken);
        return line.IsEmpty ? null : Encoding.UTF8.GetString(line.Span).TrimEnd('\n');
    }

    /// <summary>The last whole lines, oldest first, without their line ends.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(ILogSource source, int lines, CancellationToken cancellationToken)
    {
        // Not disposed: the source is the caller's.
        var reader = new LogReader(source, await StartAsync(source, lines, cancellationToken));
        var found = new List<string>();
        while (await reader.ReadAsync(cancellationToken) is { IsEmpty: false } part) found.AddRange(Encoding.UTF8.GetString(part.Span).TrimEnd('\n').Split('\n'));
        return found;
    }
}
