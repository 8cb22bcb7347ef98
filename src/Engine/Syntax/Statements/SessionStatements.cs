namespace Floe.Engine.Syntax.Statements;

/// <summary><c>SET key = value</c>. The value is a variable for the statements after it.</summary>
internal sealed record SetVariable(string Key, string Value) : Statement;

/// <summary><c>USE catalog</c>, <c>USE ns</c> or <c>USE catalog.ns</c>.</summary>
internal sealed record Use(QualifiedName Name) : Statement;
