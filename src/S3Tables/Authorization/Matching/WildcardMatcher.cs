namespace Floe.S3Tables.Authorization.Matching;

/// <summary>
/// Matches a whole text. Only the last star seen is ever widened: an earlier one that took the shortest run can do no better with a longer. So the
/// time is at most pattern length × text length, whatever the pattern; policies are written by callers.
/// </summary>
public static class WildcardMatcher
{
    public static bool IsMatch(ReadOnlySpan<PatternToken> pattern, ReadOnlySpan<char> text, bool ignoreCase = false)
    {
        var (p, t, afterStar, starEnd) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p].Kind == TokenKind.AnyRun)
            {
                afterStar = ++p;
                starEnd = t;
            }
            else if (p < pattern.Length && pattern[p].Takes(text[t], ignoreCase))
            {
                p++;
                t++;
            }
            else if (afterStar >= 0)
            {
                p = afterStar;
                t = ++starEnd;
            }
            else
            {
                return false;
            }
        }
        return pattern[p..].IndexOfAnyExcept(PatternToken.AnyRun) < 0;
    }

    /// <summary>Whether the pattern matches any text at all that begins with this prefix.</summary>
    public static bool CanStartWith(ReadOnlySpan<PatternToken> pattern, ReadOnlySpan<char> prefix)
    {
        for (var i = 0; i < prefix.Length; i++)
        {
            if (i == pattern.Length) return false;
            if (pattern[i].Kind == TokenKind.AnyRun) return true;
            if (!pattern[i].Takes(prefix[i], ignoreCase: false)) return false;
        }
        return true;
    }
}
