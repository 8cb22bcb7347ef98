namespace Floe.S3Tables.Authorization.Matching;

/// <summary>One position of a pattern. A star that came out of a variable is a <see cref="TokenKind.Character"/>, not a wildcard.</summary>
public readonly record struct PatternToken(TokenKind Kind, char Value)
{
    public static readonly PatternToken AnyOne = new(TokenKind.AnyOne, '?');
    public static readonly PatternToken AnyRun = new(TokenKind.AnyRun, '*');

    public static PatternToken Of(char value) => new(TokenKind.Character, value);

    /// <summary>Whether this position, which is not <see cref="TokenKind.AnyRun"/>, takes the character.</summary>
    public bool Takes(char character, bool ignoreCase) => Kind == TokenKind.AnyOne
        || Value == character
        || (ignoreCase && char.ToUpperInvariant(Value) == char.ToUpperInvariant(character));
}
