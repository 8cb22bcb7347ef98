namespace Floe.JobService.Engines;

/// <summary>The SQL, or the data it reads, is at fault. Line and column count from 1 and are null where the fault has no place.</summary>
public sealed class SqlFailedException(string message, int? line = null, int? column = null, Exception? inner = null)
    : Exception(message, inner)
{
    public int? Line { get; } = line;

    public int? Column { get; } = column;
}
