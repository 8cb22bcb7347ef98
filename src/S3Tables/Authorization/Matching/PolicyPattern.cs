using Floe.S3Tables.Authorization.Conditions;

namespace Floe.S3Tables.Authorization.Matching;

/// <summary>A text of a policy with wildcards and variables, taken apart once and matched often.</summary>
public sealed class PolicyPattern
{
    private readonly IReadOnlyList<PatternPart> _parts;

    /// <exception cref="FormatException">A variable is malformed.</exception>
    public PolicyPattern(string text, PatternSyntax syntax)
    {
        Text = text;
        _parts = PatternParser.Parse(text, syntax);
    }

    /// <summary>The text as the policy has it.</summary>
    public string Text { get; }

    public bool HasVariables => _parts.Count > 1;

    /// <summary>The tokens before the first variable.</summary>
    public ReadOnlySpan<PatternToken> Head => _parts[0].Tokens;

    public bool Matches(string text, RequestContext context, bool ignoreCase = false) =>
        Fill(context) is { } tokens && WildcardMatcher.IsMatch(tokens, text, ignoreCase);

    public bool MatchesArn(string arn, RequestContext context) => Fill(context) is { } tokens && ArnMatcher.IsMatch(tokens, arn);

    /// <summary>
    /// The tokens with the request's values in place of variables, character by character. Null where the request has no such key or several
    /// values for it, and the policy no default: then the pattern matches nothing.
    /// </summary>
    private PatternToken[]? Fill(RequestContext context)
    {
        if (!HasVariables) return _parts[0].Tokens;
        var tokens = new List<PatternToken>();
        foreach (var part in _parts)
        {
            if (part.Variable is null)
            {
                tokens.AddRange(part.Tokens);
                continue;
            }
            if ((context.Single(part.Variable) ?? part.Default) is not { } value) return null;
            tokens.AddRange(value.Select(PatternToken.Of));
        }
        return [.. tokens];
    }
}
