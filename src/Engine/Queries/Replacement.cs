namespace Floe.Engine.Queries;

/// <summary>SQL that takes the place of a run of tokens.</summary>
internal sealed record Replacement(string Sql, int Tokens);
