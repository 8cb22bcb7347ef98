using CsCheck;
using Floe.S3Tables.Client.Signing;

namespace Floe.S3Tables.Client.Tests.Signing;

/// <summary>Whatever stands where a signature should, it is a claim that can be refused or a <see cref="SignatureException"/>.</summary>
public sealed class HostileSignatureTests
{
    private const string Header =
        "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, "
        + "Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private const string Query =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20260101T000000Z&X-Amz-Expires=900"
        + "&X-Amz-SignedHeaders=host&X-Amz-Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly Gen<string> Splinters = Gen.OneOf(
        "", ",", "=", "/", ";", "&", "%", "%ZZ", "%00", "Credential", "AWS4-HMAC-SHA256", "-1", "99999999999999999999", "20269999T999999Z", " ", "\t", "é", "\0", "\ud800");

    private static readonly SigV4Verifier Verifier = new(id => id == "test" ? new("test", "test") : null, "us-east-1", TimeProvider.System);

    [Fact]
    public void A_damaged_authorization_header() => Damaged(Header).Sample(text => Check("", text), iter: Fuzz.Cases);

    [Fact]
    public void A_damaged_presigned_query() => Damaged(Query).Sample(text => Check(text, null), iter: Fuzz.Cases);

    [Fact]
    public void A_damaged_query_of_version_2() =>
        Damaged("AWSAccessKeyId=test&Expires=1999999999&Signature=vjbyPxybdZaNmGa%2ByT272YEAiv4%3D").Sample(
            text =>
            {
                var request = new SignableRequest("GET", "/b/k", text, _ => null);
                if (!PresignedQueryV2.IsPresent(request)) return;
                try
                {
                    PresignedQueryV2.Verify(request, [], id => id == "test" ? new("test", "test") : null, TimeProvider.System);
                    Assert.Fail($"'{text}' was let in.");
                }
                catch (SignatureException)
                {
                    // Refused, as it should be.
                }
            }, iter: Fuzz.Cases);

    private static Gen<string> Damaged(string text) => Gen.Select(Gen.Int[0, text.Length], Gen.Int[0, 12], Splinters).Array[1, 4].Select(damages =>
        damages.Aggregate(text, (current, damage) =>
        {
            var at = Math.Min(damage.Item1, current.Length);
            return current[..at] + damage.Item3 + current[Math.Min(current.Length, at + damage.Item2)..];
        }));

    private static void Check(string query, string? authorization)
    {
        var request = new SignableRequest("GET", "/b/k", query, name => name switch
        {
            "authorization" => authorization,
            "host" => "localhost",
            "x-amz-date" => "20260101T000000Z",
            _ => null,
        });
        try
        {
            if (SignatureClaim.Read(request) is not { } claim) return;
            Verifier.Verify(request, claim, SignatureProtocol.UnsignedPayload);
            Assert.Fail($"'{query}{authorization}' was let in.");
        }
        catch (SignatureException)
        {
            // Refused, as it should be.
        }
    }
}
