namespace Floe.Engine.Syntax;

/// <summary>A place in the script, both counted from 1; columns count UTF-16 units.</summary>
internal readonly record struct SourcePosition(int Line, int Column)
{
    public static readonly SourcePosition Start = new(1, 1);
}
