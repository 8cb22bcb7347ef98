namespace Floe.Engine.Syntax.Statements;

/// <summary><c>CALL [catalog.]system.procedure(argument, name => argument)</c></summary>
internal sealed record Call(QualifiedName Procedure, IReadOnlyList<CallArgument> Arguments) : Statement;

/// <param name="Name">Null for an argument by position.</param>
/// <param name="Value">An expression without columns.</param>
internal sealed record CallArgument(string? Name, QuerySyntax Value, SourcePosition Position);
