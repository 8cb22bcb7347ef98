namespace Floe.JobService.Engines;

/// <summary>One log of a run: of the driver, or of an executor. Kept by the service for as long as it keeps the job. Thread-safe.</summary>
public interface IRunLog
{
    /// <summary>The newest line of an earlier start of this service, without its line end; null where there is none. An engine that reconnects goes on after it.</summary>
    string? LastLine { get; }

    /// <summary>The newest lines that the log has, oldest first, each with its time before it and without its line end; fewer where it has no more.</summary>
    Task<IReadOnlyList<string>> ReadLastAsync(int lines, CancellationToken cancellationToken);

    /// <summary>Adds text, with the time now before each line. Followers see it at once.</summary>
    void Write(string text);

    /// <summary>Adds text that was written at another time, as the source says.</summary>
    void Write(DateTimeOffset at, string text);
}
