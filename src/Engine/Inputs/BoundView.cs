namespace Floe.Engine.Inputs;

/// <summary>A file view ready for a statement.</summary>
/// <param name="Sql">The query that gives its rows.</param>
/// <param name="Warnings">What the user should know about the input.</param>
internal sealed record BoundView(string Sql, IReadOnlyList<string> Warnings);
