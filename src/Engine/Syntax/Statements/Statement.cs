namespace Floe.Engine.Syntax.Statements;

/// <summary>One statement of a script, understood but not yet checked against any catalog.</summary>
internal abstract record Statement;

/// <summary>A statement and where it stands in its script.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Position">Its first token.</param>
/// <param name="Text">As written, with variables not replaced.</param>
/// <param name="Statement">What it says.</param>
internal sealed record ScriptStatement(int Number, SourcePosition Position, string Text, Statement Statement);
