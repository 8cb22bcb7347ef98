namespace Floe.S3Tables.Authorization.Matching;

/// <summary>A stretch of a pattern: tokens known from the policy, or a variable that each request fills.</summary>
/// <param name="Tokens">The tokens; empty for a variable.</param>
/// <param name="Variable">The condition key, or null for tokens.</param>
/// <param name="Default">What stands in where the request has no such key.</param>
internal sealed record PatternPart(PatternToken[] Tokens, string? Variable = null, string? Default = null);
