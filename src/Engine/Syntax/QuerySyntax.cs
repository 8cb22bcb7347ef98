namespace Floe.Engine.Syntax;

/// <summary>A query or expression that DuckDB's own parser is to read, as tokens.</summary>
internal sealed record QuerySyntax(IReadOnlyList<Token> Tokens)
{
    public SourcePosition Position => Tokens[0].Position;
}
