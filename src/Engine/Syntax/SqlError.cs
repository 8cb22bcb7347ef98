namespace Floe.Engine.Syntax;

/// <summary>
/// What is wrong with a statement and, where known, at which place. Inside the engine only: <see cref="SqlRunner"/> adds the statement's
/// number and throws <see cref="SqlException"/>.
/// </summary>
internal sealed class SqlError : Exception
{
    public SqlError(string message, SourcePosition? position = null, Exception? inner = null)
        : base(message, inner) => Position = position;

    public SourcePosition? Position { get; }

    /// <summary>Whether the statement may succeed another time, though its cause does not say so.</summary>
    public bool MayPass { get; init; }

    /// <summary>Whether a string, name or comment is still open at the end of the text: more text may mend it.</summary>
    public bool IsUnclosed { get; init; }
}
