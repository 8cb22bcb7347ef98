using System.Text;
using CsCheck;
using Floe.S3Tables.Authorization.Evaluation;
using Floe.S3Tables.Authorization.Parsing;
using Floe.S3Tables.Authorization.Policies;

namespace Floe.S3Tables.Tests.Authorization.Parsing;

/// <summary>Whatever is put as a policy is either a policy or a <see cref="PolicyException"/>; and a policy can be evaluated.</summary>
public sealed class HostilePolicyTests
{
    private static readonly string Valid = Sample.Policy(
        Sample.StatementFor(Sample.Aws(Sample.AliceArn), "Allow", resource: Sample.BucketText + "/table/${aws:username, 'x'}*",
            condition: """{"ForAnyValue:StringLikeIfExists":{"s3tables:namespace":["h?","${aws:username}"]},"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}"""),
        Sample.StatementFor("\"*\"", "Deny", "s3tables:Delete*", condition: """{"DateLessThan":{"aws:CurrentTime":"2026-01-01"},"Null":{"aws:k":true}}"""));

    private static readonly Gen<string> Words = Gen.OneOf(
        "Version", "Id", "Statement", "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition", "AWS",
        "Allow", "Deny", "2012-10-17", "*", "?", "s3tables:GetTable", "arn:", Sample.BucketText, "111122223333", "StringEquals", "ForAllValues:", "IfExists",
        "Null", "aws:SourceIp", "${", "${aws:username}", "\u0000", "\ud800", "é", "", ":", "1e999999999", "-1", "9999-12-31T23:59:59-14:00", "::/129", "::1%1");

    private static readonly Gen<string> Json = Gen.Recursive<string>((depth, self) => depth > 5
        ? Words.Select(Quote)
        : Gen.Frequency(
            (3, Words.Select(Quote)),
            (1, Gen.OneOf("null", "true", "1", "-0.5e308", "1e999999999", "\"\\ud800\"")),
            (2, self.Array[0, 3].Select(items => $"[{string.Join(',', items)}]")),
            (4, Gen.Select(Words, self).Array[0, 5].Select(members => $"{{{string.Join(',', members.Select(member => $"{Quote(member.Item1)}:{member.Item2}"))}}}"))));

    [Fact]
    public void A_valid_policy_that_has_been_damaged() =>
        Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Int[0, 12], Words).Array[1, 4].Sample(damage =>
        {
            var text = new StringBuilder(Valid);
            foreach (var (at, count, word) in damage)
            {
                var start = Math.Min(at, text.Length);
                text.Remove(start, Math.Min(count, text.Length - start)).Insert(start, word);
            }
            Check(text.ToString());
        }, iter: Sample.Cases);

    [Fact]
    public void JSON_made_of_a_policy_s_words() => Json.Sample(Check, iter: Sample.Cases);

    [Fact]
    public void A_statement_made_of_a_policy_s_words() =>
        Gen.Select(Json, Json, Json, Json).Sample((principal, action, resource, condition) => Check(Sample.Policy(
            $$"""{"Effect":"Deny","Principal":{{principal}},"Action":"*","Resource":"*"}""",
            $$"""{"Effect":"Deny","Principal":"*","Action":{{action}},"Resource":{{resource}}}""",
            Sample.StatementFor("\"*\"", "Deny", condition: condition))), iter: Sample.Cases);

    [Fact]
    public void A_condition_of_any_operator_with_any_value()
    {
        var names = Gen.OneOf([.. S3Tables.Authorization.Conditions.ConditionOperators.Names, "Null"]);
        Gen.Select(names, Words, Words.Select(Quote)).Sample((name, key, value) =>
            Check(Sample.Policy(Sample.StatementFor("\"*\"", "Deny", condition: $$$"""{"{{{name}}}":{{{{Quote("aws:" + key)}}}:{{{value}}}}}"""))), iter: Sample.Cases);
    }

    [Fact]
    public void Any_text() => Gen.String.Sample(text => Check("{" + text), iter: Sample.Cases);

    [Theory]
    [InlineData(10_000)]
    [InlineData(17)]
    public void A_nest(int depth) => Check(string.Concat(Enumerable.Repeat("{\"Statement\":", depth)) + "1" + new string('}', depth));

    private static void Check(string text)
    {
        foreach (var scope in (PolicyScope[])[PolicyScope.Identity, PolicyScope.TableBucket(Sample.Bucket), PolicyScope.Table(Sample.Table)])
        {
            try
            {
                var policy = PolicyDocument.Parse(text, scope);
                var context = Sample.Context(("aws:username", "alice"), ("s3tables:namespace", "hr"), ("aws:SourceIp", "::ffff:10.1.2.3"), ("aws:*", "\ud800"));
                PolicyEvaluator.Decide(Sample.Request(Sample.Alice, context: context), [policy], [policy]);
            }
            catch (PolicyException e)
            {
                Assert.StartsWith("Malformed policy: ", e.Message, StringComparison.Ordinal);
            }
        }
    }

    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
