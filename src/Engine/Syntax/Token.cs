namespace Floe.Engine.Syntax;

/// <summary>One token of a statement.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The word, symbol or number as written; the content of a string or quoted name, with escapes resolved.</param>
/// <param name="Position">Where it starts.</param>
/// <param name="Start">Offset of its first character in the script.</param>
/// <param name="End">Offset after its last character.</param>
/// <param name="SpaceBefore">Whether white space or a comment stands before it.</param>
internal readonly record struct Token(TokenKind Kind, string Value, SourcePosition Position, int Start, int End, bool SpaceBefore)
{
    public bool IsWord(string word) => Kind == TokenKind.Word && Value.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Value == symbol;

    public bool IsName => Kind is TokenKind.Word or TokenKind.QuotedName;

    /// <summary>How an error message shows the token.</summary>
    public string Shown => Kind switch
    {
        TokenKind.End => "the end of the statement",
        TokenKind.String => $"'{Value}'",
        TokenKind.QuotedName => $"`{Value}`",
        TokenKind.Binary => $"X'{Value}'",
        _ => $"'{Value}'",
    };
}
