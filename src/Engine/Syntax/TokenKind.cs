namespace Floe.Engine.Syntax;

internal enum TokenKind
{
    /// <summary>A bare word: keyword or name. Which of the two it is depends on where it stands.</summary>
    Word,

    /// <summary>A name in backticks.</summary>
    QuotedName,

    /// <summary>A literal in single or double quotes: Spark takes both as strings.</summary>
    String,

    /// <summary>A binary literal: <c>X'1F'</c>.</summary>
    Binary,

    Number,

    /// <summary>One character of punctuation, or <c>&lt;=&gt;</c>.</summary>
    Symbol,

    End,
}
