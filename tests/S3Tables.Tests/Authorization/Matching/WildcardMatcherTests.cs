using System.Diagnostics;
using CsCheck;
using Floe.S3Tables.Authorization.Conditions;
using Floe.S3Tables.Authorization.Matching;

namespace Floe.S3Tables.Tests.Authorization.Matching;

public sealed class WildcardMatcherTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("**", "anything", true)]
    [InlineData("?", "", false)]
    [InlineData("?", "a", true)]
    [InlineData("a*c", "abbbc", true)]
    [InlineData("a*c", "abbbd", false)]
    [InlineData("*ab*ab", "abab", true)]
    [InlineData("*ab*ab", "ab", false)]
    [InlineData("a?c*", "abcdef", true)]
    [InlineData("*.parquet", "a.parquet.tmp", false)]
    public void A_star_takes_any_run_and_a_question_mark_one_character(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Matches(pattern, text));

    [Fact]
    public void The_matcher_agrees_with_a_table_of_all_prefixes() =>
        Gen.Select(Text(0, 12, 'a', 'b', '*', '?'), Text(0, 16, 'a', 'b'))
            .Sample((pattern, text) => Matches(pattern, text) == Model(pattern, text), iter: 10 * Sample.Cases);

    [Fact]
    public void Case_counts_unless_it_is_to_be_ignored() =>
        Text(0, 4, 'a', 'A', 'b', '1').Array[2].Sample(texts =>
            Matches(texts[0], texts[1]) == string.Equals(texts[0], texts[1], StringComparison.Ordinal)
            && WildcardMatcher.IsMatch(Tokens(texts[0]), texts[1], ignoreCase: true) == string.Equals(texts[0], texts[1], StringComparison.OrdinalIgnoreCase),
            iter: Sample.Cases);

    [Fact]
    public void A_pattern_can_begin_with_a_prefix_exactly_if_it_matches_some_longer_text() =>
        Gen.Select(Text(0, 5, 'a', 'b', '*', '?'), Text(0, 4, 'a', 'b'))
            .Sample((pattern, prefix) =>
                WildcardMatcher.CanStartWith(Tokens(pattern), prefix) == Endings(5).Any(ending => Model(pattern, prefix + ending)), iter: Sample.Cases);

    [Theory]
    [InlineData("*a")]
    [InlineData("a*")]
    [InlineData("*?")]
    [InlineData("**")]
    public void The_worst_pattern_that_fits_in_a_policy_takes_no_noticeable_time(string piece)
    {
        var pattern = Tokens(string.Concat(Enumerable.Repeat(piece, 10_000)) + "b");
        var started = Stopwatch.GetTimestamp();

        Assert.False(WildcardMatcher.IsMatch(pattern, new string('a', 2048)));

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("arn:aws:iam::*:user/alice", "arn:aws:iam::111122223333:user/alice", true)]
    [InlineData("arn:aws:iam::*", "arn:aws:iam::111122223333:user/alice", false)]
    [InlineData("arn:aws:*:user/alice", "arn:aws:iam::111122223333:user/alice", false)]
    [InlineData("arn:aws:s3tables:*:*:bucket/*", "arn:aws:s3tables:us-east-1:111122223333:bucket/a/table/b", true)]
    [InlineData("arn:aws:kms:us-*:111122223333:key/*", "arn:aws:kms:us-east-1:111122223333:key/a:b", true)]
    [InlineData("*", "arn:aws:iam::111122223333:root", false)]
    public void Each_part_of_an_ARN_is_matched_by_itself(string pattern, string arn, bool expected) =>
        Assert.Equal(expected, new PolicyPattern(pattern, PatternSyntax.Wildcards).MatchesArn(arn, RequestContext.Empty));

    private static IEnumerable<string> Endings(int longest)
    {
        IEnumerable<string> ofLength = [""];
        for (var length = 0; length <= longest; length++, ofLength = ofLength.SelectMany(text => new[] { text + 'a', text + 'b' }))
            foreach (var ending in ofLength) yield return ending;
    }

    private static Gen<string> Text(int shortest, int longest, params char[] characters) =>
        Gen.OneOf(characters).Array[shortest, longest].Select(text => new string(text));

    private static bool Matches(string pattern, string text) => WildcardMatcher.IsMatch(Tokens(pattern), text);

    private static PatternToken[] Tokens(string pattern) =>
        [.. pattern.Select(each => each switch { '*' => PatternToken.AnyRun, '?' => PatternToken.AnyOne, _ => PatternToken.Of(each) })];

    /// <summary>matched[i, j]: the first i of the pattern match the first j of the text.</summary>
    private static bool Model(string pattern, string text)
    {
        var matched = new bool[pattern.Length + 1, text.Length + 1];
        matched[0, 0] = true;
        for (var i = 1; i <= pattern.Length; i++)
            for (var j = 0; j <= text.Length; j++)
                matched[i, j] = pattern[i - 1] == '*'
                    ? matched[i - 1, j] || (j > 0 && matched[i, j - 1])
                    : j > 0 && matched[i - 1, j - 1] && (pattern[i - 1] == '?' || pattern[i - 1] == text[j - 1]);
        return matched[pattern.Length, text.Length];
    }
}
