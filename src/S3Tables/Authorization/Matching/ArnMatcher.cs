namespace Floe.S3Tables.Authorization.Matching;

/// <summary>
/// ArnEquals and ArnLike: each of an ARN's six parts is matched by itself, so a star does not cross a colon, save in the last part, which holds the
/// rest. IAM User Guide, "Condition operators", ARN.
/// </summary>
public static class ArnMatcher
{
    private const int Parts = 6;

    public static bool IsMatch(ReadOnlySpan<PatternToken> pattern, ReadOnlySpan<char> arn)
    {
        for (var part = 1; part < Parts; part++)
        {
            var (patternEnd, arnEnd) = (pattern.IndexOf(PatternToken.Of(':')), arn.IndexOf(':'));
            if (patternEnd < 0 || arnEnd < 0 || !WildcardMatcher.IsMatch(pattern[..patternEnd], arn[..arnEnd])) return false;
            pattern = pattern[(patternEnd + 1)..];
            arn = arn[(arnEnd + 1)..];
        }
        return WildcardMatcher.IsMatch(pattern, arn);
    }
}
