using Floe.S3Tables.Client.Signing;

namespace Floe.S3Tables.Client.Tests.Signing;

public sealed class SigV4VerifierTests
{
    private static readonly FixedTime S3Clock = new(AwsVectors.S3Time);

    public static TheoryData<AwsVector> S3Vectors => [.. AwsVectors.S3];

    public static TheoryData<AwsVector> SuiteVectors => [.. AwsVectors.Suite];

    [Theory]
    [MemberData(nameof(S3Vectors))]
    public void The_signatures_of_the_S3_reference_hold(AwsVector vector) =>
        Verifier(AwsVectors.S3KeyId, AwsVectors.S3Secret, vector.Timestamp).Verify(vector.Request(), vector.Claim(AwsVectors.S3KeyId), vector.PayloadHash);

    [Theory]
    [MemberData(nameof(SuiteVectors))]
    public void The_signatures_of_the_test_suite_hold(AwsVector vector) =>
        Verifier(AwsVectors.SuiteKeyId, AwsVectors.SuiteSecret, vector.Timestamp).Verify(vector.Request(), vector.Claim(AwsVectors.SuiteKeyId), vector.PayloadHash);

    [Fact]
    public void The_presigned_URL_of_the_S3_reference_holds_until_it_expires()
    {
        var request = new SignableRequest("GET", "/test.txt",
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400"
            + "&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
            name => name == "host" ? "examplebucket.s3.amazonaws.com" : null);
        var claim = SignatureClaim.Read(request)!;
        var clock = new FixedTime(AwsVectors.S3Time) { Offset = TimeSpan.FromSeconds(86_400) };
        var verifier = new SigV4Verifier(id => new AwsCredentials(id, AwsVectors.S3Secret), "us-east-1", clock);

        verifier.Verify(request, claim, SignatureProtocol.UnsignedPayload);

        clock.Offset += TimeSpan.FromSeconds(1);
        Assert.Equal(SignatureError.Expired, Assert.Throws<SignatureException>(() => verifier.Verify(request, claim, SignatureProtocol.UnsignedPayload)).Error);
    }

    [Theory]
    [InlineData(-15 * 60, null)]
    [InlineData(15 * 60, null)]
    [InlineData((-15 * 60) - 1, SignatureError.ClockSkew)]
    [InlineData((15 * 60) + 1, SignatureError.ClockSkew)]
    public void Clocks_may_be_fifteen_minutes_apart(int seconds, SignatureError? expected)
    {
        var clock = new FixedTime(AwsVectors.S3Time) { Offset = TimeSpan.FromSeconds(seconds) };
        var verifier = new SigV4Verifier(id => new AwsCredentials(id, AwsVectors.S3Secret), "us-east-1", clock);

        Assert.Equal(expected, ErrorOf(() => verifier.Verify(AwsVectors.S3[0].Request(), AwsVectors.S3[0].Claim(AwsVectors.S3KeyId), AwsVectors.S3[0].PayloadHash)));
    }

    [Fact]
    public void Any_change_of_what_is_signed_is_a_mismatch()
    {
        var vector = AwsVectors.S3[0];
        var verifier = new SigV4Verifier(id => new AwsCredentials(id, AwsVectors.S3Secret), "us-east-1", S3Clock);
        AwsVector[] changed =
        [
            vector with { Method = "PUT" }, vector with { Path = "/test.txu" }, vector with { Query = "a" }, vector with { PayloadHash = new string('0', 64) },
            vector with { Headers = [.. vector.Headers.Select(h => h.Name == "range" ? ("range", "bytes=0-8") : h)] },
            vector with { Signature = new string('0', 64) }, vector with { Signature = "" },
        ];

        Assert.All(changed, other => Assert.Equal(SignatureError.Mismatch, ErrorOf(() => verifier.Verify(other.Request(), other.Claim(AwsVectors.S3KeyId), other.PayloadHash))));
    }

    [Fact]
    public void Unknown_key_wrong_region_and_wrong_secret_are_told_apart()
    {
        var vector = AwsVectors.S3[0];
        var claim = vector.Claim(AwsVectors.S3KeyId);

        Assert.Equal(SignatureError.UnknownAccessKey, ErrorOf(() => new SigV4Verifier(_ => null, "us-east-1", S3Clock).Verify(vector.Request(), claim, vector.PayloadHash)));
        Assert.Equal(SignatureError.WrongRegion, ErrorOf(() => new SigV4Verifier(_ => null, "eu-west-1", S3Clock).Verify(vector.Request(), claim, vector.PayloadHash)));
        Assert.Equal(SignatureError.Mismatch, ErrorOf(() => new SigV4Verifier(id => new AwsCredentials(id, "wrong"), "us-east-1", S3Clock).Verify(vector.Request(), claim, vector.PayloadHash)));
    }

    [Fact]
    public void A_mismatch_shows_what_was_signed_and_never_the_secret()
    {
        var vector = AwsVectors.S3[0];
        var error = Assert.Throws<SignatureException>(() => Verifier(AwsVectors.S3KeyId, "wrong-secret", AwsVectors.S3Time).Verify(vector.Request(), vector.Claim(AwsVectors.S3KeyId), vector.PayloadHash));

        Assert.StartsWith("GET\n/test.txt\n", error.Details["CanonicalRequest"]);
        Assert.DoesNotContain(error.Details.Values, value => value.Contains("wrong-secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/20130524/us-east-1/s3/aws4_request, SignedHeaders=host", SignatureError.MalformedHeader)]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/2013/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=x", SignatureError.MalformedHeader)]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/20130524/us-east-1/s3/aws5_request, SignedHeaders=host, Signature=x", SignatureError.MalformedHeader)]
    [InlineData("AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=x", SignatureError.MalformedHeader)]
    [InlineData("AWS4-HMAC-SHA256 nonsense", SignatureError.MalformedHeader)]
    [InlineData("AWS AKIAIOSFODNN7EXAMPLE:signature", SignatureError.UnsupportedAlgorithm)]
    [InlineData("Bearer token", SignatureError.UnsupportedAlgorithm)]
    public void Malformed_headers_are_refused_as_such(string header, SignatureError expected)
    {
        var request = new SignableRequest("GET", "/", "", name => name switch { "authorization" => header, "x-amz-date" => AwsVectors.S3Time, _ => null });

        Assert.Equal(expected, ErrorOf(() => SignatureClaim.Read(request)));
    }

    [Fact]
    public void A_request_without_a_signature_makes_no_claim() =>
        Assert.Null(SignatureClaim.Read(new SignableRequest("GET", "/", "prefix=X-Amz-", _ => null)));

    private static SigV4Verifier Verifier(string id, string secret, string timestamp) =>
        new(asked => asked == id ? new AwsCredentials(id, secret) : null, "us-east-1", new FixedTime(timestamp));

    private static SignatureError? ErrorOf(Action action) => (Record.Exception(action) as SignatureException)?.Error;
}
