namespace Floe.Engine;

/// <param name="Text">Statements in Spark SQL's syntax, separated by semicolons; docs/sql.md lists the subset.</param>
/// <param name="Name">What logs and traces call it, for example <c>employees.sql</c>.</param>
public sealed record SqlScript(string Text, string Name);
