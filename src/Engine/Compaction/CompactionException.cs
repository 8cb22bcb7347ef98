namespace Floe.Engine.Compaction;

/// <summary>A table cannot be compacted. The message names the table and, where there is one, the file; nothing of the table was changed.</summary>
public sealed class CompactionException(string message, Exception inner) : Exception(message, inner);
