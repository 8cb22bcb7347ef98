using Floe.S3Tables.Authorization.Conditions;
using Floe.S3Tables.Authorization.Matching;

namespace Floe.S3Tables.Tests.Authorization.Matching;

public sealed class PolicyPatternTests
{
    private const PatternSyntax All = PatternSyntax.Wildcards | PatternSyntax.Variables;

    [Theory]
    [InlineData("team-${aws:username}", "team-alice", true)]
    [InlineData("team-${aws:username}", "team-bob", false)]
    [InlineData("${AWS:UserName}/*", "alice/x", true)]
    [InlineData("${aws:PrincipalTag/team, 'none'}", "none", true)]
    [InlineData("${aws:username, 'none'}", "alice", true)]
    [InlineData("${aws:PrincipalTag/team}", "", false)]
    [InlineData("${*}${?}${$}", "*?$", true)]
    [InlineData("${*}", "anything", false)]
    [InlineData("$x", "$x", true)]
    public void A_variable_stands_for_the_request_s_value(string pattern, string text, bool expected) =>
        Assert.Equal(expected, new PolicyPattern(pattern, All).Matches(text, Sample.Context(("aws:username", "alice"))));

    [Fact]
    public void A_wildcard_in_a_variable_s_value_is_plain_text()
    {
        var pattern = new PolicyPattern("home/${aws:username}", All);

        Assert.False(pattern.Matches("home/alice", Sample.Context(("aws:username", "*"))));
        Assert.True(pattern.Matches("home/*", Sample.Context(("aws:username", "*"))));
    }

    [Fact]
    public void A_key_of_several_values_fills_no_variable() =>
        Assert.False(new PolicyPattern("${aws:TagKeys}", All).Matches("a", Sample.Context(("aws:TagKeys", "a"), ("aws:TagKeys", "b"))));

    [Fact]
    public void Without_the_syntax_a_variable_is_plain_text() =>
        Assert.True(new PolicyPattern("${aws:username}", PatternSyntax.Wildcards).Matches("${aws:username}", RequestContext.Empty));

    [Theory]
    [InlineData("${")]
    [InlineData("a${aws:username")]
    [InlineData("${username}")]
    [InlineData("${aws:username, default}")]
    public void A_malformed_variable_is_refused(string pattern) => Assert.Throws<FormatException>(() => new PolicyPattern(pattern, All));
}
