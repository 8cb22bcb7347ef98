namespace Floe.Engine.Syntax;

/// <summary>A name of one or more parts as the script wrote it: <c>t</c>, <c>ns.t</c>, <c>catalog.ns.t</c>.</summary>
internal sealed record QualifiedName(IReadOnlyList<string> Parts, SourcePosition Position)
{
    public string Last => Parts[^1];

    public override string ToString() => string.Join('.', Parts.Select(part => part.All(c => c == '_' || char.IsLetterOrDigit(c)) ? part : $"`{part}`"));
}
