using System.Text.RegularExpressions;

namespace Floe.S3Tables.Authorization.Matching;

/// <summary>Splits a policy's text into tokens and variables. IAM User Guide, "Variables and tags".</summary>
internal static partial class PatternParser
{
    /// <exception cref="FormatException">A <c>${</c> does not begin a variable.</exception>
    public static IReadOnlyList<PatternPart> Parse(string text, PatternSyntax syntax)
    {
        var parts = new List<PatternPart>();
        var tokens = new List<PatternToken>();
        for (var i = 0; i < text.Length;)
        {
            if (syntax.HasFlag(PatternSyntax.Variables) && text.AsSpan(i).StartsWith("${"))
            {
                var variable = Variable().Match(text, i);
                if (!variable.Success) throw new FormatException($"has '${{' at character {i + 1} that does not begin a policy variable such as ${{aws:username}}");
                i += variable.Length;
                if (variable.Groups["character"] is { Success: true } escaped)
                {
                    tokens.Add(PatternToken.Of(escaped.ValueSpan[0]));
                    continue;
                }
                parts.Add(new([.. tokens]));
                parts.Add(new([], variable.Groups["key"].Value, variable.Groups["default"] is { Success: true } given ? given.Value : null));
                tokens.Clear();
            }
            else
            {
                tokens.Add(Token(text[i++], syntax));
            }
        }
        parts.Add(new([.. tokens]));
        return parts;
    }

    private static PatternToken Token(char character, PatternSyntax syntax) => syntax.HasFlag(PatternSyntax.Wildcards)
        ? character switch { '*' => PatternToken.AnyRun, '?' => PatternToken.AnyOne, _ => PatternToken.Of(character) }
        : PatternToken.Of(character);

    [GeneratedRegex(@"\G\$\{(?:(?<character>[*?$])|(?<key>[A-Za-z0-9]+:[A-Za-z0-9_+=.@/:-]+)(?:, *'(?<default>[^']*)')?)\}")]
    private static partial Regex Variable();
}
